import FleetDiagnostics
import FleetFormats
import FleetTestSupport
import FleetValues

/// A library of one template and a compiled form of it, for tests.
struct TemplateBench {
  static let spec = FileID(0)
  /// Where the values of a bench come from, unless a test says otherwise.
  static let place = SourceSpan(file: spec, start: 10, end: 20)

  var template: Template?
  var diagnostics: [Diagnostic] = []
  let file: SourceFile

  init(
    _ text: String, _ shape: TemplateShape, path: String = "sysctl/x.conf",
    partials: [String: String] = [:]
  ) {
    file = SourceFile(id: FileID(1), path: path, text: text)
    let others = partials.sorted { $0.key < $1.key }.enumerated().map { index, partial in
      SourceFile(id: FileID(2 + Int32(index)), path: partial.key, text: partial.value)
    }
    let library = TemplateLibrary([file] + others)
    template = library.compile(path, for: shape, into: &diagnostics)
  }

  /// The text of a view, or nil where a diagnostic was reported.
  mutating func render(_ view: TemplateView) -> String? {
    let before = diagnostics.count
    let text = template?.render(view, into: &diagnostics).text
    return diagnostics.count == before ? text : nil
  }

  /// `F0501 'name'` for each finding: its code and the text it marks.
  var findings: [String] {
    diagnostics.map { "\($0.descriptor.code) \(file.text(at: $0.span))" }
  }
}

extension TemplateView {
  /// A view whose values all come from one place.
  init(_ shape: TemplateShape, _ values: [String: TemplateValue]) {
    self.init(shape, origin: Origin(TemplateBench.place), values)
  }
}

/// The hostile strings that `Text` takes: all others never reach a template.
enum HostileTexts {
  static let all: [Text] = HostileStrings.all.compactMap { try? Text($0) }

  /// Those that a template takes as its one text `x`, having proved that each of
  /// the others is refused at the place it was written.
  static func accepted(by template: String, path: String) -> (taken: [Text], refused: Int) {
    let shape = TemplateShape([TemplateShape.Field("x", .text)])
    var taken: [Text] = []
    var refused = 0
    for text in all {
      var bench = TemplateBench(template, shape, path: path)
      if bench.render(TemplateView(shape, ["x": .text(text)])) != nil {
        taken.append(text)
      } else if bench.diagnostics.allSatisfy({
        $0.descriptor.code == "F0508" && $0.span == TemplateBench.place
      }) {
        refused += 1
      }
    }
    return (taken, refused)
  }
}

/// A list of named texts, as the templates of the round trips want it.
struct NamedText: Sendable {
  var name: String
  var text: Text

  static let fields = TemplateFields<NamedText>(
    origin: { _ in Origin(TemplateBench.place) },
    .plain("name") { Plain($0.name) ?? Plain(0) }, .text("x") { $0.text })

  static let list = TemplateFields<[NamedText]>(
    origin: { _ in Origin(TemplateBench.place) }, .list("items", of: fields) { $0 })

  static func numbered(_ texts: [Text]) -> [NamedText] {
    texts.enumerated().map { NamedText(name: "v\($0.offset)", text: $0.element) }
  }

  /// A file with each text in its own slot.
  static func render(_ texts: [Text], _ template: String, path: String) -> String? {
    var bench = TemplateBench(template, list.shape, path: path)
    return bench.render(list.view(of: numbered(texts)))
  }
}
