package import FleetValues

/// One `ollama serve` process: the deployments of a node with the same devices
/// share it, unless one has a port of its own (language, 6).
package struct OllamaDaemon: Sendable {
  package var node: NodeName
  package var devices: [Int]
  package var port: Port
  /// The distribution's own `ollama.service`, which gets a drop-in; any other
  /// daemon needs a unit of its own.
  package var isStandard: Bool
  /// By name; at least one.
  package var deployments: [DeploymentName]
}
