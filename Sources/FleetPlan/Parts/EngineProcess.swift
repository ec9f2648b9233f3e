package import FleetDiagnostics
package import FleetValues

/// What every engine process has, whatever the engine.
package struct EngineProcess: Sendable {
  package var deployment: DeploymentName
  package var about: String?
  /// The unit and the folder of its files: `fleetc-NAME`, `CONFIG/NAME`.
  package var unit: Plain
  package var configFolder: Plain
  /// The one folder it may write.
  package var stateFolder: Plain
  package var modelsFolder: Plain
  package var user: Plain
  package var program: Plain
  /// Nil listens on every address.
  package var listen: IPAddress?
  package var port: Port
  /// How this node itself reaches it, to ask whether it is ready.
  package var probe: Endpoint
  package var startTimeout: TimeSpan
  package var backend: AcceleratorBackend?
  /// The driver's numbers of its cards, ascending.
  package var cardNumbers: [Int]
  /// The first is what metrics show.
  package var servedNames: [Plain]
  /// In the order they are to be written.
  package var environment: [VariablePlan]
  package var origin: Origin
}

/// A flag of a command line with its values, and the field they come from.
package struct ArgumentPlan: Sendable, Hashable {
  /// Without its dashes; a flag has two.
  package var flag: Plain
  package var values: [Text]
  package var field: String

  /// As the engine gets them.
  package var words: [String] { ["--\(flag)"] + values.map(\.string) }
}

/// A variable of a process's environment, and the field it comes from.
package struct VariablePlan: Sendable, Hashable {
  package var name: Plain
  package var value: Text
  package var field: String
}
