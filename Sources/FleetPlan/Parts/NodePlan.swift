package import FleetDiagnostics
package import FleetValues

/// What one node runs.
package struct NodePlan: Sendable {
  package var name: NodeName
  package var about: String?
  package var address: Host
  package var configFolder: Plain
  /// Root's own; what engines write is in folders of theirs below it.
  package var stateFolder: Plain
  package var modelsFolder: Plain
  /// Users that run engines here, by name; `ollama` comes with its own package.
  package var users: [UserPlan]
  /// llama.cpp's servers, by deployment.
  package var servers: [LlamaServerPlan]
  /// Ollama's daemons, the standard one first.
  package var daemons: [OllamaDaemonPlan]
  package var gateway: GatewayPlan?
  package var prometheus: PrometheusPlan?
  /// Whether some node scrapes this one's machine metrics.
  package var exportsNodeMetrics: Bool
  package var origin: Origin
}

/// A user of the system, and the folder it may write.
package struct UserPlan: Sendable, Hashable {
  package var name: Plain
  package var home: Plain
  /// Groups that may open the cards.
  package var groups: [Plain]
}
