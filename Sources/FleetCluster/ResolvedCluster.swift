package import FleetDiagnostics
package import FleetSpec
package import FleetValues

/// The spec with every name looked up and every default filled in. What could
/// not be resolved is absent, and was reported once.
package struct ResolvedCluster: Sendable {
  package var name: Located<Text>
  /// By name.
  package var nodes: [ResolvedNode]
  /// By name.
  package var deployments: [ResolvedDeployment]
  package var gateway: ResolvedGateway?
  /// In the order written, which means something.
  package var routes: [ResolvedRoute]
  package var scenarios: [ResolvedScenario]
  package var monitoring: ResolvedMonitoring
  /// Ollama's daemons, by node and port.
  package var daemons: [OllamaDaemon]
  package var ports: Setting<PortRange>
  package var allow: [Located<WaiverSpec>]
  package var origin: Origin

  private let nodeIndices: [NodeName: Int]
  private let deploymentIndices: [DeploymentName: Int]

  package init(
    name: Located<Text>, nodes: [ResolvedNode], deployments: [ResolvedDeployment],
    gateway: ResolvedGateway?, routes: [ResolvedRoute], scenarios: [ResolvedScenario],
    monitoring: ResolvedMonitoring, daemons: [OllamaDaemon], ports: Setting<PortRange>,
    allow: [Located<WaiverSpec>], origin: Origin
  ) {
    self.name = name
    self.nodes = nodes
    self.deployments = deployments
    self.gateway = gateway
    self.routes = routes
    self.scenarios = scenarios
    self.monitoring = monitoring
    self.daemons = daemons
    self.ports = ports
    self.allow = allow
    self.origin = origin
    nodeIndices = Dictionary(uniqueKeysWithValues: zip(nodes.map(\.name.value), nodes.indices))
    deploymentIndices = Dictionary(
      uniqueKeysWithValues: zip(deployments.map(\.name.value), deployments.indices))
  }

  package func node(_ name: NodeName) -> ResolvedNode? { nodeIndices[name].map { nodes[$0] } }

  package func deployment(_ name: DeploymentName) -> ResolvedDeployment? {
    deploymentIndices[name].map { deployments[$0] }
  }

  /// The route that takes whatever no other took: the one marked `when: always`,
  /// or else the last (language, 9).
  package var catchAllRoute: ResolvedRoute? {
    routes.first { $0.isCatchAll } ?? routes.last
  }
}
