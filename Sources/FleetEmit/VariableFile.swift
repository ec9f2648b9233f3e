import FleetDiagnostics
import FleetFormats
import FleetPlan
import FleetValues

/// The `env` of a deployment, which its unit and its script read alike.
struct VariableFile: Sendable {
  var deployment: Plain
  var variables: [VariableLine]
  var origin: Origin

  init(_ process: EngineProcess) {
    deployment = process.name
    variables = process.environment.map { VariableLine($0, of: process.origin) }
    origin = process.origin
  }

  static let fields = TemplateFields<VariableFile>(
    origin: \.origin, .plain("deployment") { $0.deployment },
    .list("variables", of: VariableLine.fields) { $0.variables })
}
