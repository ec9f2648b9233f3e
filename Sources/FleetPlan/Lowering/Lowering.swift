package import FleetCluster
import FleetDiagnostics
import FleetValues

extension DeploymentPlan {
  /// Lowers a cluster without errors. Cannot fail: what could not be planned was
  /// reported before.
  package init(lowering cluster: AssessedCluster) {
    let resolved = cluster.resolved
    let provenance = Provenance(resolved)
    let engines = EngineLowering(resolved, provenance)
    let scrapes = PrometheusLowering(resolved, provenance)
    let gateway = GatewayLowering(resolved, provenance)
    let deployments = Dictionary(grouping: resolved.deployments, by: \.node)
    let daemons = Dictionary(grouping: resolved.daemons, by: \.node)
    fleet = Plain(known: resolved.name.value.string)
    nodes = resolved.nodes.map { node in
      let own = deployments[node.name.value] ?? []
      return NodePlan(
        name: node.name.value, about: node.about, address: node.address.value,
        configFolder: node.paths.config.value, stateFolder: node.paths.state.value,
        modelsFolder: node.paths.models.value, users: UserLowering.users(own, on: node),
        servers: own.filter { $0.engine.value == .llamaCpp }
          .map { engines.server($0, on: node) },
        daemons: (daemons[node.name.value] ?? [])
          .map { engines.daemon($0, on: node) }
          .sorted { $0.isStandard && !$1.isStandard || $0.port < $1.port },
        gateway: gateway.plan(on: node), prometheus: scrapes.plan(on: node),
        exportsNodeMetrics: !resolved.monitoring.prometheusNodes.isEmpty,
        origin: provenance.origin(of: node, with: own)
          .deriving("fleet", from: [resolved.name.span]))
    }
  }
}
