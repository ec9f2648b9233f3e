package import FleetCluster
package import FleetDiagnostics

/// A rule about a whole cluster. A check is a pure function of the assessed
/// cluster: it reads nothing else, so it can be tested with a few lines of YAML.
///
/// To add one, add a file to `Checks/` named after its type. The `Codegen`
/// plugin lists that folder in `Checks.all`; there is nothing else to edit.
package protocol Check: Sendable {
  static var descriptor: DiagnosticDescriptor { get }
  func diagnostics(for cluster: AssessedCluster) -> [Diagnostic]
}

extension Check {
  /// The descriptor of a check that is only known by its protocol.
  package var descriptor: DiagnosticDescriptor { Self.descriptor }
}
