package import FleetDiagnostics

/// How a value is written, and how it is read: the type of a field.
///
/// YAML's own guess at types is never asked. A scalar is text, and the field
/// says what the text means, so `1.10` is a version where a version is due and
/// `on` is never a truth value by accident.
package struct FieldType<Value: Sendable>: Sendable {
  package typealias Reader =
    @Sendable (SyntaxNode, String, inout [Diagnostic]) -> Value?

  /// What may stand here, to follow "must be": `a size such as 16 GB`.
  package let noun: String
  package let shape: FieldShape
  private let reader: Reader

  /// - Parameter reader: reads a value that is not null, given the label to call
  ///   it by; reports what is wrong and returns nil.
  package init(_ noun: String, _ shape: FieldShape, reader: @escaping Reader) {
    self.noun = noun
    self.shape = shape
    self.reader = reader
  }

  /// Reads a value, null included.
  package func read(
    _ node: SyntaxNode, _ label: String, into diagnostics: inout [Diagnostic]
  ) -> Located<Value>? {
    if node.isNull {
      diagnostics.append(.nullValue(of: label, at: node.span))
      return nil
    }
    return reader(node, label, &diagnostics).map { Located($0, at: node.span) }
  }

  /// The same text read as another type of value.
  package func map<Result: Sendable>(
    _ transform: @escaping @Sendable (Value) -> Result
  ) -> FieldType<Result> {
    FieldType<Result>(noun, shape) { node, label, diagnostics in
      reader(node, label, &diagnostics).map(transform)
    }
  }
}

extension FieldType {
  /// A type whose values are single texts. `parse` returns the value, or the
  /// text that was probably meant, or nothing.
  package static func scalar(
    _ noun: String, _ shape: FieldShape, parse: @escaping @Sendable (String) -> Parsed<Value>
  ) -> FieldType {
    FieldType(noun, shape) { node, label, diagnostics in
      guard let text = node.text else {
        diagnostics.append(.wrongType(label, mustBe: noun, not: node))
        return nil
      }
      switch parse(text) {
      case .value(let value): return value
      case .wrong(let meant):
        diagnostics.append(.wrongType(label, mustBe: noun, not: node, meant: meant))
      case .refused(let reason):
        diagnostics.append(.wrongType("\(label.quotedAsKey) \(reason)", at: node.span))
      case .unitMissing(let examples):
        diagnostics.append(.unitMissing(label, node, examples: examples))
      }
      return nil
    }
  }
}

/// What came of reading a scalar's text.
package enum Parsed<Value: Sendable>: Sendable {
  case value(Value)
  /// Not of the type; with the spelling that was meant, where one is near.
  case wrong(meant: String?)
  /// Of the type, and still not allowed: the reason follows the field's name.
  case refused(reason: String)
  case unitMissing(examples: [String])
}
