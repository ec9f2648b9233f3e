package import FleetDiagnostics
package import FleetFormats
package import FleetPlan

/// One kind of output of a node. An emitter decides *what* goes into a file; a
/// template, or a printer that knows the format's quoting, decides how it reads.
///
/// To add one, add a file to `Emitters/` named after its type, and its templates
/// to `templates/`. `Emitters.all` lists the folder; there is nothing else to
/// edit.
package protocol Emitter: Sendable {
  /// The templates it fills, each with the names that may stand in it.
  var templates: [TemplateUse] { get }

  /// The files of one node. A text that its slot cannot carry is reported at its
  /// own place in the spec.
  func artifacts(
    for node: NodePlan, in plan: DeploymentPlan, with templates: CompiledTemplates,
    into diagnostics: inout [Diagnostic]
  ) -> [Artifact]

  /// Files that are about the others of the node, made when those are known.
  func closingArtifacts(
    for node: NodePlan, in plan: DeploymentPlan, over artifacts: [Artifact],
    with templates: CompiledTemplates, into diagnostics: inout [Diagnostic]
  ) -> [Artifact]
}

extension Emitter {
  /// Most emitters are about the plan alone.
  package func closingArtifacts(
    for node: NodePlan, in plan: DeploymentPlan, over artifacts: [Artifact],
    with templates: CompiledTemplates, into diagnostics: inout [Diagnostic]
  ) -> [Artifact] { [] }
}

/// A template that an emitter fills: its path, and the shape of what fills it.
package struct TemplateUse: Sendable {
  package let path: String
  package let shape: TemplateShape

  package init(_ path: String, _ shape: TemplateShape) {
    self.path = path
    self.shape = shape
  }
}
