import FleetChecks
package import FleetDiagnostics
import FleetCluster
import FleetFormats
import FleetSyntax

extension Compiler {
  /// Every diagnostic the compiler can report, by code.
  package static let descriptors: [DiagnosticDescriptor] =
    (SyntaxParser.descriptors + FieldDiagnostics.descriptors + ResolveDiagnostics.descriptors
    + Waivers.descriptors + Checks.all.map(\.descriptor) + FormatsDiagnostics.all)
    .sorted { $0.code < $1.code }
}
