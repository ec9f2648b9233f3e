import FleetDiagnostics
import FleetSyntax
import Testing

/// Text to a located tree. The place that is meant stands between ⟦ and ⟧.
@Suite struct ParserTests {
  /// The code of each finding and the text at its place.
  private func findings(_ text: String) -> [String] {
    let file = SourceFile(path: "t.yaml", text: text)
    var diagnostics: [Diagnostic] = []
    _ = SyntaxParser.parse(file, into: &diagnostics)
    return diagnostics.map { "\($0.descriptor.name): \(file.text(at: $0.span))" }
  }

  private func tree(_ text: String) throws -> SyntaxNode {
    var diagnostics: [Diagnostic] = []
    let node = SyntaxParser.parse(SourceFile(path: "t.yaml", text: text), into: &diagnostics)
    #expect(diagnostics.isEmpty)
    return try #require(node)
  }

  @Test(arguments: [
    ("a: 1\na: 2", ["duplicate-key: a"]),
    ("\"a\": 1\na: 2", ["duplicate-key: a"]),
    ("x: {a: 1, b: 2, a: 3}", ["duplicate-key: a"]),
    ("a: !!str x", ["tag-not-allowed: !!str x"]),
    ("a: !secret x\nb: !x {c: 1}", ["tag-not-allowed: !secret x", "tag-not-allowed: !x {"]),
    ("a: &x {b: 1}\nc: {<<: *x}", ["tag-not-allowed: <<"]),
    ("a: 1\n---\nb: 2", ["second-document: ---"]),
    ("a: *nothing", ["malformed-yaml: *nothing"]),
    ("a: &x [*x]", ["malformed-yaml: *x"]),
    ("? [a]\n: b", ["malformed-yaml: ["]),
    ("a: [b", ["malformed-yaml: "]),
    ("a:\n\tb: 1", ["malformed-yaml: "]),
    ("a: b: c", ["malformed-yaml: "]),
    ("a: \u{0}", ["malformed-yaml: "]),
    ("", []), ("# only a comment\n", []), ("---\na: 1\n...\n", []),
  ])
  func findsWhatIsWrong(_ text: String, _ expected: [String]) {
    #expect(findings(text) == expected)
  }

  @Test(arguments: [
    "a: ⟦1⟧", "⟦a⟧: 1", "é: ⟦ü⟧", "a: {b: é, c: ⟦x⟧}", "a: ⟦'it''s'⟧", "a: ⟦[1, 2]⟧ # c",
    "a: ⟦x y⟧   # comment", "a:\n  ⟦b: 1\n  c: 2⟧\n\n# c\nd: 3", "a: ⟦{b: 1}⟧\n", "😀: ⟦😀⟧",
    "\u{FEFF}a: ⟦1⟧", "a: 1\r\nb: ⟦2⟧\r\n", "a:\n⟦- 1\n- 2⟧\nb: 1", "a: ⟦\"x\\ty\"⟧",
  ])
  func placesAreInBytes(_ marked: String) throws {
    let text = marked.replacing("⟦", with: "").replacing("⟧", with: "")
    let start = try #require(marked.firstRange(of: "⟦")).lowerBound
    let before = String(marked[..<start]).utf8.count
    let inside = try #require(marked.split(separator: "⟦").last?.split(separator: "⟧").first)
    let spans = try spans(of: tree(text))
    #expect(spans.contains { $0.range == before..<before + inside.utf8.count })
  }

  private func spans(of node: SyntaxNode) -> [SourceSpan] {
    [node.span] + node.items.flatMap(spans)
      + node.entries.flatMap { [$0.key.span] + spans(of: $0.value) }
  }

  @Test(arguments: [
    ("a: 1.10", "1.10", true), ("a: 'no'", "no", false), ("a: \"x\\u00e9\"", "xé", false),
    ("a: |\n  two\n  lines\n", "two\nlines\n", false), ("a: x\n  y", "x y", true),
  ])
  func scalarsAreText(_ text: String, _ value: String, _ isPlain: Bool) throws {
    let scalar = try #require(tree(text).entries.first).value
    #expect(scalar.text == value)
    #expect(scalar.isPlain == isPlain)
  }

  @Test(arguments: [("~", true), ("", true), ("Null", true), ("nUll", false), ("'~'", false)])
  func nothingIsNull(_ written: String, _ isNull: Bool) throws {
    #expect(try #require(tree("a: \(written)").entries.first).value.isNull == isNull)
  }

  @Test func aliasesReadAsWhatTheyName() throws {
    let node = try tree("a: &x {b: 1}\nc: *x")
    #expect(node.entries[1].value.entries[0].value.text == "1")
  }

  @Test func duplicatesKeepTheFirst() {
    let file = SourceFile(path: "t.yaml", text: "a: 1\na: 2\nb: 3")
    var diagnostics: [Diagnostic] = []
    let node = SyntaxParser.parse(file, into: &diagnostics)
    #expect(node?.entries.map { $0.value.text } == ["1", "3"])
  }

  @Test func hostileFilesEndInOneFinding() {
    let bomb = (1...20).reduce("a0: &a0 [x, x, x, x, x, x, x, x, x]\n") { text, level in
      let items = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      return text + "a\(level): &a\(level) [\(items)]\n"
    }
    let cases: [(String, String)] = [
      (bomb, "alias-limit"), ("a: " + String(repeating: "[", count: 100_000), "nesting-limit"),
      ("a: " + String(repeating: "{b: ", count: 100_000), "nesting-limit"),
      (String(repeating: "- ", count: 100_000), "nesting-limit"),
    ]
    for (text, name) in cases {
      #expect(findings(text).map { $0.split(separator: ":")[0] } == [Substring(name)])
    }
  }

  @Test(
    arguments: [
      ([0xFF, 0xFE, 0x61, 0x00], 0), ([0x61, 0xC0, 0x80], 1), ([0xED, 0xA0, 0x80], 0),
      ([0x61, 0xF4, 0x90, 0x80, 0x80], 1), ([0x61, 0xE2, 0x82], 1), ([0x80], 0), ([0xFE, 0xFF], 0),
    ] as [([UInt8], Int)])
  func otherEncodingsAreRefusedAtTheirByte(_ bytes: [UInt8], _ offset: Int) {
    var diagnostics: [Diagnostic] = []
    let node = SyntaxParser.parse(SourceFile(path: "t", bytes: bytes), into: &diagnostics)
    #expect(node == nil)
    #expect(diagnostics.map(\.descriptor.name) == ["not-utf8"])
    #expect(diagnostics.first?.span.range.lowerBound == offset)
  }
}
