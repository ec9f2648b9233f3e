import FleetDiagnostics
import FleetFormats
import FleetTestSupport
import FleetValues
import Testing

/// Every written line knows the places of the spec that fed it.
@Suite struct ProvenanceTests {
  struct Engine: Sendable {
    var name: String
    var port: Int
    var gpu: String?
    var isPublic: Bool
    var origin: Origin
  }

  static func span(_ start: Int) -> SourceSpan {
    SourceSpan(file: FileID(0), start: start, end: start + 1)
  }

  static let fields = TemplateFields<Engine>(
    origin: { $0.origin },
    .plain("name") { Plain($0.name) ?? Plain(0) },
    .plain("port") { Plain($0.port) },
    .optionalPlain("gpu") { $0.gpu.flatMap { Plain($0) } },
    .flag("public") { $0.isPublic })

  static let fleet = TemplateFields<[Engine]>(
    origin: { _ in Origin(span(0)) }, .list("engines", of: fields) { $0 })

  static let engines = [
    Engine(
      name: "a", port: 1, gpu: "g", isPublic: true,
      origin: Origin(
        span(10),
        fields: ["name": span(11), "port": span(12), "gpu": span(13), "public": span(14)])),
    Engine(
      name: "b", port: 2, gpu: nil, isPublic: false,
      origin: Origin(span(20), fields: ["name": span(21), "port": span(22), "public": span(24)])),
  ]

  @Test func eachLineKnowsWhatFedIt() throws {
    let source = """
      # head
      {{#engines}}
      {{name}}:{{port}}
      fixed
      {{#public}}
      open
      {{/public}}
      {{#gpu}}
      gpu {{.}}
      {{/gpu}}
      x{{#public}} y{{/public}}
      {{/engines}}
      # foot
      """
    var bench = TemplateBench(source, Self.fleet.shape)
    let template = try #require(bench.template)
    let text = template.render(Self.fleet.view(of: Self.engines), into: &bench.diagnostics)
    let lines = text.text.split(separator: "\n")
    let starts = (1...text.lineCount).map { text.spans(ofLine: $0).map(\.start) }
    #expect(
      lines == ["# head", "a:1", "fixed", "open", "gpu g", "x y", "b:2", "fixed", "x", "# foot"])
    #expect(
      starts == [
        [0], [11, 12], [10], [10, 14], [13], [14], [21, 22], [20], [24], [0],
      ])
    #expect(text.allSpans.map(\.start) == [0, 10, 11, 12, 13, 14, 20, 21, 22, 24])
    #expect(text.spans(ofLine: 0) == [] && text.spans(ofLine: 11) == [])
  }

  @Test func trustedLinesAllComeFromTheirField() throws {
    let shape = TemplateShape([TemplateShape.Field("block", .trusted)])
    let origin = Origin(Self.span(1), fields: ["block": Self.span(2)])
    let view = TemplateView(
      shape, origin: origin, ["block": .trusted(Trusted("a\nb") + Trusted("\nc"))])
    var bench = TemplateBench("<{{{block}}}>\nd\n", shape)
    let text = try #require(bench.template).render(view, into: &bench.diagnostics)
    #expect(text.text == "<a\nb\nc>\nd\n")
    #expect((1...4).map { text.spans(ofLine: $0).map(\.start) } == [[2], [2], [2], [1]])
  }

  @Test func printersKeepPlaces() {
    let origin = Origin(Self.span(1), fields: ["a": Self.span(2), "b": Self.span(3)])
    let document = Document.mapping([
      "plain": "x", "a": Document.string("y").from(origin, "a"),
      "list": Document.sequence([1, Document.integer(2).from(origin, "b")]), "gone": nil,
    ]).from(origin)
    let yaml = YAMLPrinter.text(of: document, heading: [Trusted("Written by fleetc.")])
    #expect(yaml.text == "# Written by fleetc.\nplain: x\na: \"y\"\nlist:\n  - 1\n  - 2\n")
    #expect(
      (1...6).map { yaml.spans(ofLine: $0).map(\.start) } == [[1], [1], [2], [1], [1], [3]])
    let json = JSONPrinter.text(of: document)
    #expect(
      (1...8).map { json.spans(ofLine: $0).map(\.start) } == [
        [1], [1], [2], [1], [1], [3], [1], [1],
      ])
    let inline = JSONPrinter.text(of: document, inlineWidth: 80)
    #expect(inline.text == "{\"plain\": \"x\", \"a\": \"y\", \"list\": [1, 2]}\n")
    #expect(inline.spans(ofLine: 1).map(\.start) == [1, 2, 3])
  }
}
