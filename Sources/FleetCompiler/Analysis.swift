import FleetCatalog
package import FleetCluster
package import FleetDiagnostics
import FleetFormats

/// What a spec says and what is wrong with it: the answer to `check`, `show`
/// and an editor alike.
package struct Analysis: Sendable {
  /// Nil where the file cannot be read as a spec at all.
  package internal(set) var cluster: AssessedCluster?
  package internal(set) var diagnostics: [Diagnostic] = []
  package internal(set) var sources: SourceMap

  init(of file: SourceFile, overrides: [String: SourceFile]) {
    sources = SourceMap { id in
      Catalog.sourceFile(id) ?? TemplateLibrary.builtIn.source(of: id)
    }
    for file in overrides.values { sources.add(file) }
    sources.add(file)
  }
}
