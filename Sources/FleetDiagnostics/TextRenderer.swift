/// Renders diagnostics for a terminal or a golden file. It reads no file, no
/// environment variable and no clock: its output is a function of its input.
package struct TextRenderer: Sendable {
  /// Whether to add ANSI colour. The command line decides.
  package var colour: Bool
  /// The longest excerpt of a line, in characters, around the marked place.
  private static let width = 96

  package init(colour: Bool = false) { self.colour = colour }

  package func render(_ diagnostics: [Diagnostic], in sources: SourceMap) -> String {
    var places = PlaceFinder(sources)
    return diagnostics.inReportOrder()
      .map { render($0, &places) }
      .joined(separator: "\n")
  }

  private func render(_ diagnostic: Diagnostic, _ places: inout PlaceFinder) -> String {
    let descriptor = diagnostic.descriptor
    let label = "\(descriptor.severity.rawValue)[\(descriptor.code)]"
    var text = paint(label, diagnostic.isError ? "31" : "33")
    text += paint(": \(visible(diagnostic.message))\n", nil)
    text += snippet(diagnostic.span, diagnostic.isError ? "31" : "33", &places)
    for note in diagnostic.notes {
      text += paint("note", "36") + ": \(visible(note.message))\n"
      if let span = note.span { text += snippet(span, "36", &places) }
    }
    for line in diagnostic.help + diagnostic.fixes.map(\.title) {
      text += paint("help", "32") + ": \(visible(line))\n"
    }
    return text
  }

  private func snippet(
    _ span: SourceSpan, _ hue: String, _ places: inout PlaceFinder
  ) -> String {
    let place = places.position(span.start, in: span.file)
    let line = Array(places.table(of: span.file).line(place.line))
    let marked = places.text(at: span).prefix { !$0.isNewline }.count
    let gutter = String(repeating: " ", count: String(place.line).count)
    let excerpt = Self.excerpt(of: line, around: place.column - 1)
    let indent = visible(String(line[excerpt.lowerBound..<min(place.column - 1, line.count)]))
    let count = max(1, min(marked, excerpt.upperBound - place.column + 1))
    return """
      \(gutter)\(paint("-->", "34")) \(places.describe(span))
      \(gutter) \(paint("|", "34"))
      \(paint("\(place.line) |", "34")) \(visible(String(line[excerpt])))
      \(gutter) \(paint("|", "34")) \(String(repeating: " ", count: indent.count))\
      \(paint(String(repeating: "^", count: count), hue))

      """
  }

  /// A long line is cut to what surrounds the place: a line may hold megabytes.
  private static func excerpt(of line: [Character], around column: Int) -> Range<Int> {
    if line.count <= width { return 0..<line.count }
    let start = max(0, min(column - width / 3, line.count - width))
    return start..<start + width
  }

  /// Characters that would move the cursor or reorder the line are shown as
  /// their replacement picture, one for one, so that carets stay in place.
  private func visible(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09: result.append(" ")
      case 0..<0x20: result.append(Unicode.Scalar(0x2400 + scalar.value) ?? "?")
      case 0x7F, 0x80..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
        result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private func paint(_ text: String, _ hue: String?) -> String {
    guard colour else { return text }
    return "\u{1B}[1\(hue.map { ";\($0)" } ?? "")m\(text)\u{1B}[0m"
  }
}
