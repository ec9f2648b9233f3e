package import FleetDiagnostics
import FleetValues

/// What can be wrong with a value by itself, before names are looked up.
package enum FieldDiagnostics {
  package static let descriptors = [
    unknownKey, missingKey, wrongType, badName, unitMissing, nullValue, notYet,
  ]

  static let unknownKey = DiagnosticDescriptor(
    code: "F0201", name: "unknown-key", severity: .error,
    explanation: """
      A key that the language does not have at this place. It is an error because
      a misspelled key that is silently ignored is found at night.

      ```yaml fails base=box
      deployments: {llama-box: {model: llama, engine: ollama, contxt: 8k}}
      ```

      ```yaml passes base=box
      deployments: {llama-box: {model: llama, engine: ollama, context: 8k}}
      ```
      """)

  package static let missingKey = DiagnosticDescriptor(
    code: "F0202", name: "missing-key", severity: .error,
    explanation: """
      A key that has no right default is not there. Anything with one right answer
      has one; what is left (a node's address, a deployment's model) must be said.

      ```yaml fails base=box
      nodes: {box: {memory: 16 GB}}
      ```

      ```yaml passes base=box
      nodes: {box: {address: 192.168.1.10, memory: 16 GB}}
      ```
      """)

  static let wrongType = DiagnosticDescriptor(
    code: "F0203", name: "wrong-type", severity: .error,
    explanation: """
      A value is not of the field's type, or is written in a way that other readers
      of YAML take for something else: numbers are plain decimal digits, and
      `true` and `false` have one spelling.

      ```yaml fails base=box
      gateway: {nodes: [box], port: http}
      ```

      ```yaml passes base=box
      gateway: {nodes: [box], port: 80}
      ```
      """)

  static let badName = DiagnosticDescriptor(
    code: "F0204", name: "bad-name", severity: .error,
    explanation: """
      A name that cannot be a path, a unit, a label and an upstream all at once, a
      name the compiler keeps for itself, or one that other readers of YAML take
      for a number, a date or a truth value.

      ```yaml fails base=box
      routes: {Chat Room: {targets: [llama-box]}}
      ```

      ```yaml passes base=box
      routes: {chat-room: {targets: [llama-box]}}
      ```
      """)

  static let unitMissing = DiagnosticDescriptor(
    code: "F0205", name: "unit-missing", severity: .error,
    explanation: """
      A size, a duration or a speed is written without its unit. `16` could be
      16 GB or 16 GiB, and the difference is a gigabyte.

      ```yaml fails base=box
      nodes: {box: {address: 192.168.1.10, memory: 16}}
      ```

      ```yaml passes base=box
      nodes: {box: {address: 192.168.1.10, memory: 16 GB}}
      ```
      """)

  static let nullValue = DiagnosticDescriptor(
    code: "F0206", name: "null-value", severity: .error,
    explanation: """
      A key has no value. Leave the key out to get its default; quote the text
      where `null` or `~` itself is meant.

      ```yaml fails base=box
      deployments: {llama-box: {model: llama, engine: ollama, context: }}
      ```

      ```yaml passes base=box
      deployments: {llama-box: {model: llama, engine: ollama}}
      ```
      """)

  static let notYet = DiagnosticDescriptor(
    code: "F0207", name: "not-yet", severity: .error,
    explanation: """
      A key or a word of the language that this version of fleetc does not read
      yet. It is refused, because a setting that does nothing is worse than none.

      ```yaml fails base=box
      deployments: {llama-box: {model: llama, engine: ollama, replicas: 2}}
      ```

      ```yaml passes base=box
      deployments: {llama-box: {model: llama, engine: ollama}}
      ```
      """)
}

extension Diagnostic {
  static func unknownKey(
    _ key: Located<String>, _ nearest: String?, of subject: String, in shape: RecordShape
  ) -> Diagnostic {
    Diagnostic(
      FieldDiagnostics.unknownKey, "\(subject) has no key `\(key.value)`", at: key.span,
      help: nearest == nil ? ["use one of \(shape.usableNames.joined(separator: ", "))"] : [],
      fixes: nearest.map { [FixIt("write `\($0)`", .maybe, replace: key.span, with: $0)] } ?? [])
  }

  static func missingKey(
    _ field: FieldDeclaration, of subject: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      FieldDiagnostics.missingKey, "\(subject) needs `\(field.name)`", at: span,
      help: ["add `\(field.name)`: \(field.noun)"])
  }

  static func nullValue(of label: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      FieldDiagnostics.nullValue, "\(label.quotedAsKey) has no value", at: span,
      help: ["leave the key out to get its default"])
  }

  static func notYet(_ key: Located<String>, of subject: String) -> Diagnostic {
    Diagnostic(
      FieldDiagnostics.notYet, "`\(key.value)` of \(subject) comes in a later version",
      at: key.span, help: ["remove `\(key.value)`: this version would ignore it"])
  }

  package static func notYet(word: String, label: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      FieldDiagnostics.notYet, "\(label.quotedAsKey) `\(word)` comes in a later version", at: span)
  }

  static func wrongType(
    _ label: String, mustBe noun: String, not node: SyntaxNode, meant: String? = nil
  ) -> Diagnostic {
    var diagnostic = wrongType(
      "\(label.quotedAsKey) must be \(noun), not \(node.portrait)", at: node.span)
    if let meant {
      diagnostic.fixes = [FixIt("write `\(meant)`", .maybe, replace: node.span, with: meant)]
    }
    return diagnostic
  }

  package static func wrongType(_ message: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(FieldDiagnostics.wrongType, message, at: span)
  }

  static func unitMissing(
    _ label: String, _ node: SyntaxNode, examples: [String]
  ) -> Diagnostic {
    let written = node.text ?? ""
    return Diagnostic(
      FieldDiagnostics.unitMissing, "\(label.quotedAsKey) needs a unit: `\(written)` of what?",
      at: node.span,
      help: ["write \(examples.map { "`\(written)\($0)`" }.joined(separator: " or "))"])
  }
}

extension String {
  /// A key in backticks; a phrase such as "an item of `targets`" as it is.
  var quotedAsKey: String { contains(" ") ? self : "`\(self)`" }
}

extension SyntaxNode {
  /// The value as a message quotes it.
  var portrait: String {
    switch kind {
    case .mapping: return entries.isEmpty ? "an empty mapping" : "a mapping"
    case .sequence: return items.isEmpty ? "an empty list" : "a list"
    case .scalar:
      let text = text ?? ""
      return text.count > 40 ? "'\(text.prefix(40))…'" : "'\(text)'"
    }
  }
}
