package import FleetDiagnostics
package import FleetValues

/// One `ollama serve` and the models it keeps loaded.
package struct OllamaDaemonPlan: Sendable {
  /// `ollama` for the distribution's own unit, which gets a drop-in; `ollama-PORT`
  /// is a unit of ours, and no deployment's, since those begin with `fleetc-`.
  package var unit: Plain
  package var isStandard: Bool
  package var program: Plain
  package var user: Plain
  /// The folder of its files: `CONFIG/daemons/UNIT`, which no deployment's can be.
  package var configFolder: Plain
  /// Where a daemon of ours keeps its models; the standard one has its own place.
  package var stateFolder: Plain
  package var listen: IPAddress?
  package var port: Port
  /// How this node itself reaches it.
  package var probe: Endpoint
  package var backend: AcceleratorBackend?
  /// The driver's numbers of its cards, ascending.
  package var cardNumbers: [Int]
  package var environment: [VariablePlan]
  /// By deployment.
  package var models: [OllamaModelPlan]
  package var origin: Origin
}

/// One model that a daemon loads: made by a Modelfile under every name it is
/// served by, since context and batch are the model's and not the daemon's.
package struct OllamaModelPlan: Sendable {
  package var process: EngineProcess
  /// What the Modelfile begins from: a tag of the registry, or a file.
  package var source: Source
  /// `PARAMETER` lines of the Modelfile.
  package var parameters: [(name: Plain, value: Plain, field: String)]

  package enum Source: Sendable, Hashable {
    case tag(Text)
    case file(Text)
  }
}
