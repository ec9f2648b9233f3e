import FleetDiagnostics
import FleetFormats
import FleetTestSupport
import FleetValues
import Testing

/// Every mistake in a template has its code at its own place.
@Suite struct TemplateDiagnosticTests {
  @Test(arguments: [
    ("{{nmae}}", "F0501 nmae"),
    ("{{#no}}{{port}}{{/no}}", "F0501 port"),
    ("{{#wrods}}{{.}}{{/wrods}}", "F0501 wrods"),
    ("{{.}}", "F0501 ."),
    ("{{id}}", "F0501 id"),
    ("{{name", "F0502 {{"),
    ("{{{printed}}", "F0502 {{"),
    ("{{=<% %>=}}", "F0502 {{="),
    ("{{<parent}}{{/parent}}", "F0502 {{<"),
    ("{{a.b}}", "F0502 {{a.b}}"),
    ("{{}}", "F0502 {{}}"),
    ("{{#yes}}", "F0502 yes"),
    ("{{/yes}}", "F0502 yes"),
    ("{{#yes}}{{#no}}{{/yes}}{{/no}}", "F0502 yes"),
    ("{{#items}}{{#again}}{{id}}{{/again}}{{/items}}", "F0503 id"),
    ("{{#name}}{{/name}}", "F0504 name"),
    ("{{items}}", "F0504 items"),
    ("{{yes}}", "F0504 yes"),
    ("{{printed}}", "F0504 printed"),
    ("{{{name}}}", "F0504 name"),
    ("{{^name}}{{/name}}", "F0504 name"),
    ("{{text}}", "F0505 text"),
    ("{{> sysctl/none}}", "F0506 sysctl/none"),
    ("{{> shell/p}}", "F0506 shell/p"),
    ("{{> sysctl/x.conf}}", "F0506 sysctl/x.conf"),
  ])
  func isReportedAtItsPlace(template: String, finding: String) {
    let item = TemplateShape([TemplateShape.Field("id", .plain)])
    let shape = TemplateShape(
      TemplateLanguageTests.shape.fields + [
        TemplateShape.Field("again", .list(item)), TemplateShape.Field("text", .text),
      ])
    let bench = TemplateBench(template, shape, partials: ["shell/p": "x"])
    #expect(bench.findings.first == finding)
    #expect(bench.template == nil)
  }

  @Test func suggestsTheNearestName() throws {
    let bench = TemplateBench("a\n{{ nmae }}", TemplateLanguageTests.shape)
    let fix = try #require(bench.diagnostics.first?.fixes.first)
    #expect(fix.title == "write 'name'")
    #expect(fix.edits.map { bench.file.text(at: $0.span) } == ["nmae"])
  }

  @Test func reportsEveryMistake() {
    let bench = TemplateBench("{{a1}}\n{{b1}}\n{{#name}}{{/name}}\n", TemplateLanguageTests.shape)
    #expect(bench.findings == ["F0501 a1", "F0501 b1", "F0504 name"])
  }

  @Test func marksAMistakeInAPartialThere() throws {
    let bench = TemplateBench(
      "{{> sysctl/p}}", TemplateLanguageTests.shape, partials: ["sysctl/p": "x {{nome}}"])
    let span = try #require(bench.diagnostics.first).span
    #expect(span == SourceSpan(file: FileID(2), start: 4, end: 8))
  }

  @Test func isNotFooledByBytesThatAreNoText() {
    let file = SourceFile(id: FileID(1), path: "sysctl/x", bytes: [0x61, 0xFF])
    var diagnostics: [Diagnostic] = []
    let template = TemplateLibrary([file]).compile(
      "sysctl/x", for: TemplateLanguageTests.shape, into: &diagnostics)
    #expect(template == nil)
    #expect(diagnostics.map(\.descriptor.code) == ["F0502"])
  }

  @Test(arguments: [
    ("a\0b", "F0502 \0"), ("\u{FEFF}a", "F0502 \u{FEFF}"), ("a\r\nb\r\n", "F0502 \r"),
    ("a\rb", "F0502 \r"), ("{{!\r\n}}a\n", "F0502 \r"),
  ])
  func filesHaveLinesOfText(template: String, finding: String) {
    let bench = TemplateBench(template, TemplateLanguageTests.shape)
    #expect(bench.findings == [finding])
  }

  @Test(arguments: [
    ("", ["F0502"]), (" \n\t\n", ["F0502"]), ("{{! only this }}\n", ["F0502"]),
    ("{{#yes}}\n{{/yes}}\n", ["F0502"]), ("# on purpose\n", []), ("{{name}}", []),
  ])
  func anOverrideWritesSomething(text: String, codes: [String]) {
    var diagnostics: [Diagnostic] = []
    let path = "sysctl/a.conf"
    let ours = SourceFile(id: FileID(1), path: path, text: "ours")
    let theirs = SourceFile(id: FileID(2), path: path, text: text)
    let library = TemplateLibrary([ours]).overridden(by: [path: theirs], into: &diagnostics)
    let template = library.compile(path, for: TemplateLanguageTests.shape, into: &diagnostics)
    #expect(diagnostics.map(\.descriptor.code) == codes)
    #expect((template == nil) == !codes.isEmpty)
  }

  @Test func nestingHasALimit() {
    let deep = String(repeating: "{{#yes}}", count: 50_000)
    let bench = TemplateBench(deep, TemplateLanguageTests.shape)
    #expect(bench.findings == ["F0502 yes"])
  }

  @Test func anOverrideReplacesOneFile() throws {
    let library = TemplateLibrary([
      SourceFile(id: FileID(1), path: "sysctl/a.conf", text: "ours"),
      SourceFile(id: FileID(2), path: "sysctl/b.conf", text: "ours"),
    ])
    var diagnostics: [Diagnostic] = []
    let users = library.overridden(
      by: [
        "sysctl/a.conf": SourceFile(id: FileID(3), path: "t/sysctl/a.conf", text: "theirs"),
        "sysctl/c.conf": SourceFile(id: FileID(4), path: "t/sysctl/c.conf", text: "theirs"),
        "shell/zzzz": SourceFile(id: FileID(5), path: "t/shell/zzzz", text: ""),
      ], into: &diagnostics)
    #expect(users.source(of: "sysctl/a.conf")?.id == FileID(3))
    #expect(users.source(of: "sysctl/b.conf")?.id == FileID(2))
    #expect(users.source(of: "sysctl/c.conf") == nil)
    #expect(users.builtInSource(of: "sysctl/a.conf")?.id == FileID(1))
    #expect(diagnostics.map(\.descriptor.code) == ["F0507", "F0507"])
    #expect(diagnostics.map(\.span.file) == [FileID(5), FileID(4)])
    #expect(
      diagnostics.map(\.help) == [["see 'fleetc list templates'"], ["call it 'sysctl/a.conf'"]])
  }
}
