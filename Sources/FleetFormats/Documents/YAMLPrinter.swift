import FleetDiagnostics

/// Prints a document as YAML: block style, two spaces, a scalar a line. The same
/// document is always the same bytes, and a scalar never spans lines.
package struct YAMLPrinter {
  private var output = SourcedTextWriter()

  /// A key longer than this is written `? key`: readers take no more than 1,024
  /// characters on the way to a `:`.
  private static let keyLimitBytes = 512

  /// - Parameter heading: lines to begin with, each as a comment.
  package static func text(of document: Document, heading: [Trusted] = []) -> SourcedText {
    var printer = YAMLPrinter()
    for line in heading {
      printer.output.append("# \(line.text)\n")
      printer.output.blame(document.spans)
      printer.output.endLine()
    }
    printer.add(document, column: 0, opening: "", inherited: document.spans)
    return printer.output.finish()
  }

  /// Writes a node whose first line already holds `opening`.
  private mutating func add(
    _ document: Document, column: Int, opening: String, inherited: [SourceSpan]
  ) {
    let spans = document.spans.isEmpty ? inherited : document.spans
    switch document.content {
    case .sequence(let items) where !items.isEmpty:
      for (index, item) in items.enumerated() {
        let start = index == 0 && !opening.isEmpty ? opening : indent(column)
        add(item, column: column + 2, opening: start + "- ", inherited: spans)
      }
    case .mapping(let entries) where !entries.isEmpty:
      for (index, entry) in entries.enumerated() {
        let start = index == 0 && !opening.isEmpty ? opening : indent(column)
        add(entry, column: column, opening: start, inherited: spans)
      }
    default: line(opening + Self.scalar(document), spans)
    }
  }

  private mutating func add(
    _ entry: Document.Entry, column: Int, opening: String, inherited: [SourceSpan]
  ) {
    let value = entry.value
    let spans = value.spans.isEmpty ? inherited : value.spans
    var start = opening + YAMLScalar.text(of: entry.key)
    if entry.key.utf8.count > Self.keyLimitBytes {
      line("\(opening)? \(YAMLScalar.text(of: entry.key))", spans)
      start = indent(column)
    }
    if value.isCollection && !value.isEmpty {
      line(start + ":", spans)
      add(value, column: column + 2, opening: "", inherited: spans)
    } else {
      line("\(start): \(Self.scalar(value))", spans)
    }
  }

  private mutating func line(_ text: String, _ spans: [SourceSpan]) {
    output.append(text)
    output.append(UInt8(ascii: "\n"))
    output.blame(spans)
    output.endLine()
  }

  private func indent(_ column: Int) -> String { String(repeating: " ", count: column) }

  private static func scalar(_ document: Document) -> String {
    switch document.content {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .decimal(let text): text
    case .string(let text): YAMLScalar.text(of: text)
    case .sequence: "[]"
    case .mapping: "{}"
    }
  }
}
