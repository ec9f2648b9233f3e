/// Renders diagnostics for a terminal or a golden file. It reads no file, no
/// environment variable and no clock: its output is a function of its input.
package struct TextRenderer: Sendable {
  /// Whether to add ANSI colour. The command line decides.
  package var colour: Bool

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
    text += paint(": \(diagnostic.message.visible)\n", nil)
    text += snippet(diagnostic.span, diagnostic.isError ? "31" : "33", &places)
    for note in diagnostic.notes {
      text += paint("note", "36") + ": \(note.message.visible)\n"
      if let span = note.span { text += snippet(span, "36", &places) }
    }
    for line in diagnostic.help + diagnostic.fixes.map(\.title) {
      text += paint("help", "32") + ": \(line.visible)\n"
    }
    return text
  }

  private func snippet(
    _ span: SourceSpan, _ hue: String, _ places: inout PlaceFinder
  ) -> String {
    let place = places.position(span.start, in: span.file)
    let excerpt = LineExcerpt(of: span, in: places.table(of: span.file))
    let gutter = String(repeating: " ", count: String(place.line).count)
    let indent = String(excerpt.characters[..<excerpt.marked.lowerBound]).visible
    return """
      \(gutter)\(paint("-->", "34")) \(places.describe(span))
      \(gutter) \(paint("|", "34"))
      \(paint("\(place.line) |", "34")) \(String(excerpt.characters).visible)
      \(gutter) \(paint("|", "34")) \(String(repeating: " ", count: indent.count))\
      \(paint(String(repeating: "^", count: excerpt.marked.count), hue))

      """
  }

  private func paint(_ text: String, _ hue: String?) -> String {
    guard colour else { return text }
    return "\u{1B}[1\(hue.map { ";\($0)" } ?? "")m\(text)\u{1B}[0m"
  }
}
