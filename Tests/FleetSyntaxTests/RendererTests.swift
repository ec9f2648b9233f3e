import FleetDiagnostics
import Testing

/// What a terminal gets to see of a finding.
@Suite struct RendererTests {
  private static let descriptor = DiagnosticDescriptor(
    code: "F9999", name: "test-finding", severity: .error, explanation: "")

  private func finding(_ message: String, _ range: Range<Int>) -> Diagnostic {
    let span = SourceSpan(file: FileID(0), start: range.lowerBound, end: range.upperBound)
    return Diagnostic(Self.descriptor, message, at: span)
  }

  /// The line shown and the carets below it, as the text renderer has them.
  private func excerpt(_ text: String, _ range: Range<Int>) -> (line: String, marked: String) {
    let sources = SourceMap(SourceFile(path: "t.yaml", text: text))
    let lines = TextRenderer().render([finding("m", range)], in: sources)
      .split(separator: "\n", omittingEmptySubsequences: false).dropFirst(3)
      .map { String($0.drop { $0 != "|" }.dropFirst(2)) }
    let shown = Array(lines[0])
    let marks = Array(lines[1])
    return (
      lines[0],
      String(
        shown.indices.filter { $0 < marks.count && marks[$0] == "^" }.map {
          shown[$0]
        })
    )
  }

  @Test(arguments: ["\u{1B}[31m", "\n", "\r", "\u{2028}", "\u{202E}", "\u{85}", "\u{2066}", "\0"])
  func aFindingIsOneLineOfPlainText(_ hostile: String) {
    let sources = SourceMap(SourceFile(path: "x\(hostile)y.yaml", text: "a: 1"))
    let diagnostics = [finding("no key `a\(hostile)b`", 0..<1)]
    let line = ShortRenderer().render(diagnostics, in: sources)
    #expect(line.count(where: \.isNewline) == 1)
    #expect(line.last == "\n")
    for text in [line, TextRenderer().render(diagnostics, in: sources)] {
      let scalars = text.unicodeScalars.filter { $0 != "\n" }
      #expect(!scalars.contains { [.control, .format].contains($0.properties.generalCategory) })
      #expect(!scalars.contains("\u{2028}"))
    }
  }

  @Test(arguments: [
    ("key: value", 0, 3, "key"), ("key: é😀x", 5, 12, "é😀x"), ("a: b\rkey: c", 5, 8, "key"),
    ("a:\n  b: 1\n  c: 2\n", 5, 18, "b: 1"), ("\u{FEFF}a: 1", 0, 4, "a"),
  ])
  func caretsStandBelowThePlace(_ text: String, _ start: Int, _ end: Int, _ marked: String) {
    #expect(excerpt(text, start..<end).marked == marked)
  }

  @Test(arguments: ["a", "é", "日"])
  func aLongLineIsCutAroundThePlace(_ filler: String) {
    let side = String(repeating: filler, count: 50_000)
    let start = side.utf8.count
    for (text, place, ends) in [
      (side + "KEY" + side, start, "……"), ("KEY" + side, 0, "K…"), (side + "KEY", start, "…Y"),
    ] {
      let (line, marked) = excerpt(text, place..<place + 3)
      #expect(marked == "KEY")
      #expect(line.count == 96)
      #expect([line.first, line.last].compactMap { $0 }.map(String.init).joined() == ends)
    }
  }

  /// Each of many findings on one line costs the same, wherever it stands.
  @Test(.timeLimit(.minutes(1)))
  func aLineWithManyFindingsIsNotDecodedForEach() {
    let text = "é" + (0..<20_000).map { "k\($0): 1" }.joined(separator: ", ")
    let findings = (0..<20_000).map { finding("m", 10 * $0..<10 * $0 + 4) }
    let sources = SourceMap(SourceFile(path: "t.yaml", text: text))
    #expect(TextRenderer().render(findings, in: sources).utf8.count < 20_000 * 400)
  }
}
