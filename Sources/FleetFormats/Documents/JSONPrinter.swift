import FleetDiagnostics
import FleetJSON

/// Prints a document as JSON, its keys in the document's order, two spaces.
///
/// It knows what `FleetJSON.JSONWriter` does not: which places of the spec each
/// line comes from.
package struct JSONPrinter {
  private var output = SourcedTextWriter()
  private let inlineWidth: Int

  /// - Parameter inlineWidth: a collection that fits in so many columns is
  ///   written on one line. With 0, each scalar has a line, and places, of its own.
  package static func text(of document: Document, inlineWidth: Int = 0) -> SourcedText {
    var printer = JSONPrinter(inlineWidth: inlineWidth)
    printer.add(document, column: 0, opening: "", ending: "", inherited: document.spans)
    return printer.output.finish()
  }

  private init(inlineWidth: Int) { self.inlineWidth = inlineWidth }

  private mutating func add(
    _ document: Document, column: Int, opening: String, ending: String, inherited: [SourceSpan]
  ) {
    let spans = document.spans.isEmpty ? inherited : document.spans
    let start = String(repeating: " ", count: column) + opening
    let room = inlineWidth - start.utf8.count
    if let text = Self.inline(document, room: document.isCollection ? room : .max) {
      return line(start + text + ending, Self.places(document, inherited: spans))
    }
    switch document.content {
    case .sequence(let items):
      line(start + "[", spans)
      for (index, item) in items.enumerated() {
        let comma = index < items.count - 1 ? "," : ""
        add(item, column: column + 2, opening: "", ending: comma, inherited: spans)
      }
      line(String(repeating: " ", count: column) + "]" + ending, spans)
    case .mapping(let entries):
      line(start + "{", spans)
      for (index, entry) in entries.enumerated() {
        let comma = index < entries.count - 1 ? "," : ""
        add(
          entry.value, column: column + 2, opening: JSONWriter.quoted(entry.key) + ": ",
          ending: comma, inherited: spans)
      }
      line(String(repeating: " ", count: column) + "}" + ending, spans)
    case .null, .bool, .integer, .decimal, .string: break
    }
  }

  private mutating func line(_ text: String, _ spans: [SourceSpan]) {
    output.append(text)
    output.append(UInt8(ascii: "\n"))
    output.blame(spans)
    output.endLine()
  }

  /// The document on one line, or nil where that takes more room.
  private static func inline(_ document: Document, room: Int) -> String? {
    if document.isEmpty { return emptyCollection(document) }
    var parts: [String] = []
    var left = room - 2
    func add(_ label: String, _ value: Document) -> Bool {
      guard left > 0, let text = inline(value, room: left - label.utf8.count) else { return false }
      parts.append(label + text)
      left -= label.utf8.count + text.utf8.count + 2
      return left >= -2
    }
    switch document.content {
    case .null: return "null"
    case .bool(let flag): return flag ? "true" : "false"
    case .integer(let number): return String(number)
    case .decimal(let text): return text
    case .string(let text): return JSONWriter.quoted(text)
    case .sequence(let items):
      for item in items where !add("", item) { return nil }
      return "[" + parts.joined(separator: ", ") + "]"
    case .mapping(let entries):
      for entry in entries where !add(JSONWriter.quoted(entry.key) + ": ", entry.value) {
        return nil
      }
      return "{" + parts.joined(separator: ", ") + "}"
    }
  }

  private static func emptyCollection(_ document: Document) -> String {
    if case .mapping = document.content { "{}" } else { "[]" }
  }

  /// Every place behind a document that shares one line.
  private static func places(_ document: Document, inherited: [SourceSpan]) -> [SourceSpan] {
    let spans = document.spans.isEmpty ? inherited : document.spans
    return switch document.content {
    case .sequence(let items): spans + items.flatMap { places($0, inherited: spans) }
    case .mapping(let entries): spans + entries.flatMap { places($0.value, inherited: spans) }
    case .null, .bool, .integer, .decimal, .string: spans
    }
  }
}
