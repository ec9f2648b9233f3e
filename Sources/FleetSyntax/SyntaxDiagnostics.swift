package import FleetDiagnostics

/// What can be wrong with a file before anybody asks what it means.
extension SyntaxParser {
  package static let descriptors = [
    malformed, duplicateKey, tagNotAllowed, secondDocument, aliasLimit, nestingLimit, notUTF8,
  ]

  static let malformed = DiagnosticDescriptor(
    code: "F0101", name: "malformed-yaml", severity: .error,
    explanation: """
      The file is not well-formed YAML, so nothing behind this place can be read.
      Common causes are a bracket or a quote that is not closed, a tab used for
      indentation, and a `: ` inside text that is not quoted.

      ```yaml fails base=box
      routes: {chat: {targets: [llama-box}
      ```

      ```yaml passes base=box
      routes: {chat: {targets: [llama-box]}}
      ```
      """)

  static let duplicateKey = DiagnosticDescriptor(
    code: "F0102", name: "duplicate-key", severity: .error,
    explanation: """
      A mapping holds the same key twice. Most readers of YAML silently keep one
      of the two, and not all of them the same one.

      ```yaml fails base=box
      nodes:
        box: {address: 192.168.1.10, memory: 16 GB}
        box: {address: 192.168.1.11, memory: 16 GB}
      ```

      ```yaml passes base=box
      nodes:
        box: {address: 192.168.1.10, memory: 16 GB}
      ```
      """)

  static let tagNotAllowed = DiagnosticDescriptor(
    code: "F0103", name: "tag-not-allowed", severity: .error,
    explanation: """
      Tags (`!!int`, `!secret`) and merge keys (`<<`) are not part of the language.
      The field decides what a text means, and a merge hides which value counts.

      ```yaml fails base=box
      cluster: !!str home
      ```

      ```yaml passes base=box
      cluster: home
      ```
      """)

  static let secondDocument = DiagnosticDescriptor(
    code: "F0104", name: "second-document", severity: .error,
    explanation: """
      A spec is one YAML document. A line `---` after the first value begins a
      second one, which most programs would ignore without a word.

      ```yaml fails base=box
      cluster: home
      ---
      cluster: garage
      ```

      ```yaml passes base=box
      cluster: home
      ```
      """)

  static let aliasLimit = DiagnosticDescriptor(
    code: "F0105", name: "alias-limit", severity: .error,
    explanation: """
      Anchors and aliases work, but all aliases together may stand for 100,000
      values at most: a few lines of nested aliases can otherwise stand for more
      than any machine has memory.

      ```yaml fails base=box
      models:
        a: &a [x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x]
        b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
        c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
        d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
      ```

      ```yaml passes base=box
      nodes:
        box: {address: 192.168.1.10, memory: &size 16 GB}
        attic: {address: 192.168.1.11, memory: *size}
      deployments: {llama-box: {model: llama, node: box, engine: ollama, context: 8k}}
      ```
      """)

  static let nestingLimit = DiagnosticDescriptor(
    code: "F0106", name: "nesting-limit", severity: .error,
    explanation: """
      Values are nested more than 100 deep. No spec is; a file that was made to
      exhaust a program's stack is.

      ```yaml fails base=box
      routes: \(String(repeating: "[", count: 101))\(String(repeating: "]", count: 101))
      ```

      ```yaml passes base=box
      routes: {chat: {targets: [llama-box]}}
      ```
      """)

  static let notUTF8 = DiagnosticDescriptor(
    code: "F0107", name: "not-utf8", severity: .error,
    explanation: """
      The file is not UTF-8 text. Editors on Windows sometimes save UTF-16; a
      binary file given by mistake ends here too. In the example the first byte
      of the file is written as an escape.

      ```bytes fails
      \\xff\\xfef\\x00l\\x00e\\x00e\\x00t\\x00c\\x00
      ```

      ```yaml passes base=box
      cluster: home
      ```
      """)

  static func encodingProblem(in file: SourceFile) -> Diagnostic? {
    let bytes = file.bytes
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    guard let offset = isUTF16 ? 0 : firstInvalidByte(in: bytes) else { return nil }
    let message =
      isUTF16
      ? "the file is UTF-16, not UTF-8"
      : "byte 0x\(String(bytes[offset], radix: 16, uppercase: true)) at offset \(offset) "
        + "is not UTF-8"
    return Diagnostic(
      notUTF8, message, at: SourceSpan(file: file.id, start: offset, end: offset),
      help: ["save the file as UTF-8"])
  }

  /// After the table of well-formed sequences in the Unicode standard (3.9,
  /// table 3-7): no overlong forms, no surrogates, nothing above U+10FFFF.
  private static func firstInvalidByte(in bytes: [UInt8]) -> Int? {
    var offset = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte < 0x80 {
        offset += 1
        continue
      }
      guard let (length, second) = sequence(startingWith: byte), offset + length <= bytes.count,
        second.contains(bytes[offset + 1]),
        bytes[(offset + 1)..<(offset + length)].allSatisfy({ $0 & 0xC0 == 0x80 })
      else { return offset }
      offset += length
    }
    return nil
  }

  private static func sequence(
    startingWith byte: UInt8
  ) -> (length: Int, second: ClosedRange<UInt8>)? {
    switch byte {
    case 0xC2...0xDF: (2, 0x80...0xBF)
    case 0xE0: (3, 0xA0...0xBF)
    case 0xED: (3, 0x80...0x9F)
    case 0xE1...0xEF: (3, 0x80...0xBF)
    case 0xF0: (4, 0x90...0xBF)
    case 0xF1...0xF3: (4, 0x80...0xBF)
    case 0xF4: (4, 0x80...0x8F)
    default: nil
    }
  }
}
