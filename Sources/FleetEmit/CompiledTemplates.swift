package import FleetDiagnostics
package import FleetFormats
import FleetValues

/// Every template that some emitter fills, compiled once for all nodes.
package struct CompiledTemplates: Sendable {
  private var templates: [String: Template] = [:]

  /// Compiles what the emitters use; reports every hole that is wrong. The result
  /// is only to be rendered where nothing was reported.
  package init(
    for emitters: [any Emitter], from library: TemplateLibrary,
    into diagnostics: inout [Diagnostic]
  ) {
    // Several emitters fill some: one that is wrong is reported once.
    var seen: Set<String> = []
    for use in emitters.flatMap(\.templates) where seen.insert(use.path).inserted {
      templates[use.path] = library.compile(use.path, for: use.shape, into: &diagnostics)
    }
  }

  /// Fills a template with one value.
  package func render<Model>(
    _ path: String, _ fields: TemplateFields<Model>, _ model: Model,
    into diagnostics: inout [Diagnostic]
  ) -> SourcedText {
    guard let template = templates[path] else { broken("no emitter declares '\(path)'") }
    return template.render(fields.view(of: model), into: &diagnostics)
  }
}
