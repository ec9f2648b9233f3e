import FleetDiagnostics
import FleetFormats
import FleetTestSupport
import FleetValues
import Testing

/// What of Mustache is supported, case by case.
@Suite struct TemplateLanguageTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var about: String
    var template: String
    var expected: String
    var partials: [String: String] = [:]
    var testDescription: String { about }
  }

  static let item = TemplateShape([
    TemplateShape.Field("id", .plain), TemplateShape.Field("last", .flag),
  ])
  static let shape = TemplateShape([
    TemplateShape.Field("name", .plain), TemplateShape.Field("printed", .trusted),
    TemplateShape.Field("yes", .flag), TemplateShape.Field("no", .flag),
    TemplateShape.Field("items", .list(item)), TemplateShape.Field("none", .list(item)),
    TemplateShape.Field("words", .list(.item(.plain))),
    TemplateShape.Field("here", .optional(.item(.plain))),
    TemplateShape.Field("gone", .optional(.item(.plain))),
  ])

  static func view() throws -> TemplateView {
    func plain(_ text: String) throws -> TemplateValue { .plain(try #require(Plain(text))) }
    let items = try ["a", "b"].map {
      TemplateView(item, ["id": try plain($0), "last": .flag($0 == "b")])
    }
    let words = try ["x", "y", "z"].map { TemplateView(.item(.plain), [".": try plain($0)]) }
    return TemplateView(
      shape,
      [
        "name": try plain("box"), "printed": .trusted(Trusted("<&\"'>")), "yes": .flag(true),
        "no": .flag(false), "items": .list(items), "none": .list([]), "words": .list(words),
        "here": .view(words[0]), "gone": .view(nil),
      ])
  }

  static let variables = [
    Case(about: "text alone", template: "a } b { c\n", expected: "a } b { c\n"),
    Case(about: "nothing", template: "", expected: ""),
    Case(about: "a hole", template: "<{{name}}>", expected: "<box>"),
    Case(about: "blanks in a tag", template: "{{ name }}{{\tname\n}}", expected: "boxbox"),
    Case(about: "blanks around a tag", template: " {{name}} \n", expected: " box \n"),
    Case(about: "nothing is escaped", template: "{{{printed}}}", expected: "<&\"'>"),
    Case(about: "an ampersand is three braces", template: "{{& printed }}", expected: "<&\"'>"),
    Case(about: "a hole has its line", template: "  {{name}}\n|\n", expected: "  box\n|\n"),
  ]

  static let sections = [
    Case(about: "a flag that is set", template: "<{{#yes}}in{{/yes}}>", expected: "<in>"),
    Case(about: "a flag that is not", template: "<{{#no}}in{{/no}}>", expected: "<>"),
    Case(about: "inverted, set", template: "<{{^yes}}in{{/yes}}>", expected: "<>"),
    Case(about: "inverted, not set", template: "<{{^no}}in{{/no}}>", expected: "<in>"),
    Case(about: "a list", template: "{{#items}}[{{id}}]{{/items}}", expected: "[a][b]"),
    Case(about: "an empty list", template: "<{{#none}}[{{id}}]{{/none}}>", expected: "<>"),
    Case(about: "an empty list inverted", template: "{{^none}}no{{/none}}", expected: "no"),
    Case(about: "a full list inverted", template: "<{{^items}}no{{/items}}>", expected: "<>"),
    Case(about: "bare items", template: "{{#words}}{{.}},{{/words}}", expected: "x,y,z,"),
    Case(about: "a part that is there", template: "{{#here}}{{.}}{{/here}}", expected: "x"),
    Case(about: "a part that is not", template: "<{{#gone}}{{.}}{{/gone}}>", expected: "<>"),
    Case(about: "an absent part inverted", template: "{{^gone}}no{{/gone}}", expected: "no"),
    Case(about: "outer names", template: "{{#items}}{{name}}{{/items}}", expected: "boxbox"),
    Case(
      about: "a section in a section",
      template: "{{#items}}{{id}}{{^last}}, {{/last}}{{/items}}", expected: "a, b"),
    Case(
      about: "a list in a list", template: "{{#items}}{{#words}}{{id}}{{.}} {{/words}}{{/items}}",
      expected: "ax ay az bx by bz "),
    Case(about: "twice", template: "{{#yes}}a{{/yes}}b{{#yes}}c{{/yes}}", expected: "abc"),
    Case(about: "blanks inside", template: "{{# yes }}a{{/ yes }}", expected: "a"),
  ]

  static let lines = [
    Case(about: "lines alone", template: "a\n{{#yes}}\nb\n{{/yes}}\nc\n", expected: "a\nb\nc\n"),
    Case(about: "indented", template: "a\n  {{#yes}}  \nb\n\t{{/yes}}\nc", expected: "a\nb\nc"),
    Case(about: "at the very end", template: "{{#yes}}\nb\n  {{/yes}}", expected: "b\n"),
    Case(about: "inverted", template: "a\n{{^no}}\nb\n{{/no}}\nc\n", expected: "a\nb\nc\n"),
    Case(about: "a shared line", template: "{{#yes}} a\n{{/yes}}\n", expected: " a\n"),
    Case(about: "two on a line", template: "{{#yes}}{{/yes}}\n", expected: "\n"),
    Case(about: "a comment", template: "a{{! b }}c", expected: "ac"),
    Case(about: "a comment alone", template: "a\n  {{! b }}\nc\n", expected: "a\nc\n"),
    Case(about: "a long comment", template: "a\n{{!\n b\n c\n}}\nd\n", expected: "a\nd\n"),
    Case(about: "a comment with text", template: "  12 {{! b }}\n", expected: "  12 \n"),
    Case(about: "empty lines stay", template: "\n{{#yes}}\n\n{{/yes}}\n", expected: "\n\n"),
  ]

  static let partials = [
    Case(
      about: "in place", template: "<{{> sysctl/p}}>", expected: "<box>",
      partials: ["sysctl/p": "{{name}}"]),
    Case(
      about: "alone on its line", template: "a\n{{> sysctl/p }}\nb\n", expected: "a\nbox\nb\n",
      partials: ["sysctl/p": "{{name}}\n"]),
    Case(
      about: "indented with each line", template: "a\n  {{> sysctl/p}}\nb\n",
      expected: "a\n  1\n  box\n\n  3\nb\n", partials: ["sysctl/p": "1\n{{name}}\n\n3\n"]),
    Case(
      about: "indented by two files", template: " {{> sysctl/p}}\n", expected: "   x\n",
      partials: ["sysctl/p": "  {{> sysctl/q}}\n", "sysctl/q": "x\n"]),
    Case(
      about: "sections of an indented one", template: "  {{> sysctl/p}}\n",
      expected: "  a!\n  b!\n", partials: ["sysctl/p": "{{#items}}\n{{id}}!\n{{/items}}\n"]),
    Case(
      about: "in a list", template: "{{#items}}{{> sysctl/p}}{{/items}}", expected: "(a)(b)",
      partials: ["sysctl/p": "({{id}})"]),
    Case(
      about: "not indented where it shares a line", template: "  {{name}}:{{> sysctl/p}}\n",
      expected: "  box:1\n2\n\n", partials: ["sysctl/p": "1\n2\n"]),
  ]

  @Test(arguments: variables + sections + lines + partials)
  func rendersAsMustacheDoes(_ example: Case) throws {
    var bench = TemplateBench(example.template, Self.shape, partials: example.partials)
    #expect(bench.render(try Self.view()) == example.expected)
    #expect(bench.findings == [])
  }
}
