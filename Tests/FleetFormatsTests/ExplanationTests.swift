import FleetDiagnostics
import FleetFormats
import FleetTestSupport
import FleetValues
import Testing

/// The manual of each code of this layer: its failing example reports that code
/// and no other, its passing one nothing.
@Suite struct ExplanationTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var code: String
    var fails: Bool
    var path: String
    var text: String
    var testDescription: String { "\(code) \(fails ? "fails" : "passes")" }
  }

  static let setting = TemplateShape([
    TemplateShape.Field("key", .plain), TemplateShape.Field("value", .plain),
  ])
  static let gpu = TemplateShape([
    TemplateShape.Field("name", .plain), TemplateShape.Field("device", .plain),
  ])
  /// What the examples' templates may ask for.
  static let shapes = [
    "sysctl/60-fleetc.conf": TemplateShape([TemplateShape.Field("settings", .list(setting))]),
    "systemd/fleetc-engine.service": TemplateShape([
      TemplateShape.Field("name", .plain), TemplateShape.Field("program", .plain),
      TemplateShape.Field("about", .text), TemplateShape.Field("gpu", .optional(gpu)),
    ]),
  ]

  static let examples = FormatsDiagnostics.all.flatMap { descriptor in
    descriptor.explanation.matches(of: /```yaml (fails|passes)\n--- templates\/(\S+)\n([^`]*)```/)
      .map { block in
        Example(
          code: descriptor.code, fails: block.1 == "fails", path: String(block.2),
          text: String(block.3))
      }
  }

  @Test(arguments: FormatsDiagnostics.all.map(\.code)) func showsBothSides(_ code: String) {
    let sides = Self.examples.filter { $0.code == code }.map(\.fails)
    #expect(sides.contains(true) && sides.contains(false))
  }

  @Test func codesAndNamesAreUnique() {
    let all = FormatsDiagnostics.all
    #expect(Set(all.map(\.code)).count == all.count && Set(all.map(\.name)).count == all.count)
    #expect(all.allSatisfy { $0.code.hasPrefix("F05") })
  }

  @Test(arguments: examples) func doesWhatItSays(_ example: Example) throws {
    var diagnostics: [Diagnostic] = []
    let builtIn = TemplateLibrary(
      Self.shapes.keys.sorted().enumerated().map { index, path in
        SourceFile(id: FileID(10 + Int32(index)), path: path, text: "")
      })
    let file = SourceFile(id: FileID(1), path: example.path, text: example.text)
    let library = builtIn.overridden(by: [example.path: file], into: &diagnostics)
    if let shape = Self.shapes[example.path],
      let template = library.compile(example.path, for: shape, into: &diagnostics)
    {
      let sample = shape.filled(plain: try #require(Plain("ollama")), text: try Text("a \"b\""))
      _ = template.render(sample, into: &diagnostics)
    }
    #expect(Set(diagnostics.map(\.descriptor.code)) == (example.fails ? [example.code] : []))
  }
}
