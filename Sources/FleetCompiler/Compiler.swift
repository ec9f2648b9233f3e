package import FleetCatalog
import FleetChecks
import FleetCluster
package import FleetDiagnostics
package import FleetEmit
package import FleetFormats
import FleetPlan
import FleetSpec
import FleetSyntax
package import FleetValues

/// Compiles one `cluster.yaml`. The whole pipeline is the bodies of `analyse`
/// and `compile`: each stage reports everything it finds and goes on with what
/// is usable; only writing needs a spec without errors.
package struct Compiler: Sendable {
  package var catalog = Catalog.builtIn
  /// The user's own templates, by the path of the built-in that each replaces.
  package var overrides: [String: SourceFile] = [:]
  package var emitters = Emitters.all
  /// Decides which waivers have expired, and never a byte of output.
  package var today: CalendarDate?

  package init() {}

  /// What the sources say, and everything that is wrong with them. Never fails.
  package func analyse(_ file: SourceFile) -> Analysis {
    var analysis = Analysis(of: file, overrides: overrides)
    let tree = SyntaxParser.parse(file, into: &analysis.diagnostics)
    // After a file that cannot be read, nothing else is worth saying.
    if tree == nil && analysis.diagnostics.hasErrors { return analysis }
    guard let spec = ClusterSpec.decode(tree, in: file, into: &analysis.diagnostics) else {
      return analysis
    }
    let resolved = Resolver(catalog: catalog).resolve(spec, into: &analysis.diagnostics)
    let assessed = AssessedCluster(of: resolved)
    analysis.diagnostics += Checks.all.flatMap { $0.diagnostics(for: assessed) }
    analysis.diagnostics.removeRepetitions()
    Waivers(spec.allow, today: today, known: Self.descriptors)
      .apply(to: &analysis.diagnostics)
    analysis.cluster = assessed
    return analysis
  }

  /// The files that follow from it, or nothing where anything is an error.
  package func compile(_ file: SourceFile) -> Output {
    var output = Output(analysis: analyse(file))
    let templates = TemplateLibrary.builtIn.overridden(
      by: overrides, into: &output.analysis.diagnostics)
    let compiled = CompiledTemplates(
      for: emitters, from: templates, into: &output.analysis.diagnostics)
    guard let cluster = output.analysis.cluster, !output.hasErrors else { return output }
    let plan = DeploymentPlan(lowering: cluster)
    let results = concurrentMap(plan.nodes) { node in
      var diagnostics: [Diagnostic] = []
      let artifacts = emitters.flatMap {
        $0.artifacts(for: node, in: plan, with: compiled, into: &diagnostics)
      }
      let closing = emitters.flatMap {
        $0.closingArtifacts(
          for: node, in: plan, over: artifacts, with: compiled, into: &diagnostics)
      }
      return (artifacts: artifacts + closing, diagnostics: diagnostics)
    }
    output.analysis.diagnostics += results.flatMap(\.diagnostics)
    if output.hasErrors { return output }
    output.artifacts = results.flatMap(\.artifacts).sorted { $0.outputPath < $1.outputPath }
    output.artifacts.append(
      Manifest.artifact(of: output.artifacts, in: output.analysis.sources))
    return output
  }

  /// Files to write, and what is to be said about them.
  package struct Output: Sendable {
    package var analysis: Analysis
    package var artifacts: [Artifact] = []

    package var hasErrors: Bool { analysis.diagnostics.hasErrors }
  }
}
