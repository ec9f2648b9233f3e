import FleetCluster
import FleetDiagnostics
import FleetValues

/// Routes as the gateway's node sees them.
struct GatewayLowering {
  private let cluster: ResolvedCluster
  private let provenance: Provenance

  init(_ cluster: ResolvedCluster, _ provenance: Provenance) {
    self.cluster = cluster
    self.provenance = provenance
  }

  func plan(on node: ResolvedNode) -> GatewayPlan? {
    guard let gateway = cluster.gateway, gateway.node.value == node.name.value else { return nil }
    let catchAll = cluster.catchAllRoute?.name.value
    return GatewayPlan(
      address: gateway.address.value, port: gateway.port.value,
      serverName: gateway.serverName.map { Plain(known: $0.value.string) },
      body: gateway.body.value,
      routes: cluster.routes.map { route($0, from: node) },
      catchAll: cluster.routes.firstIndex { $0.name.value == catchAll },
      origin: gateway.origin.existing(because: [gateway.node.span])
        .deriving("serverName", from: "name")
        .deriving("address", from: node.origin.spans(of: "address")))
  }

  private func route(_ route: ResolvedRoute, from node: ResolvedNode) -> RoutePlan {
    RoutePlan(
      name: route.name.value, about: route.about,
      names: [Plain(route.name.value)] + route.aliases.map(\.value),
      ranks: ranks(route, from: node) { _ in true },
      ollamaRanks: ranks(route, from: node) { $0.engine.value == .ollama },
      rejectStatus: route.reject.status.value, retryAfter: route.reject.retryAfter.value,
      connectTimeout: TimeSpan(milliseconds: 500), readTimeout: route.timeout.value,
      replay: route.replay.value,
      origin: route.origin.deriving("ranks", from: "targets", "replay")
        .deriving("ranks", from: targets(route))
        .deriving("readTimeout", from: "timeout")
        .deriving("rejectStatus", from: route.reject.origin.spans(of: "reject"))
        .deriving("retryAfter", from: route.reject.origin.spans(of: "retry_after")))
  }

  /// What else decides the ranks: a target that is only proposed moves those that
  /// come after it, and only Ollama's answer its own language.
  private func targets(_ route: ResolvedRoute) -> [SourceSpan] {
    route.deployments.compactMap { cluster.deployment($0) }.flatMap { deployment in
      [cluster.node(deployment.node)?.presence.span].compactMap { $0 }
        + ["engine", "node"].flatMap(deployment.origin.spans(of:))
    }
  }

  private func ranks(
    _ route: ResolvedRoute, from node: ResolvedNode, where isWanted: (ResolvedDeployment) -> Bool
  ) -> [RankPlan] {
    let ranks = route.ranks.map { rank in
      RankPlan(
        targets: rank.compactMap { cluster.deployment($0.value) }.filter(isWanted)
          .compactMap { target($0, from: node) })
    }
    return ranks.filter { !$0.targets.isEmpty }
  }

  private func target(
    _ deployment: ResolvedDeployment, from node: ResolvedNode
  ) -> TargetPlan? {
    cluster.node(deployment.node).map { home in
      TargetPlan(
        deployment: deployment.name.value,
        endpoint: deployment.endpoint(on: home, from: node.name.value),
        isProposed: home.presence.value == .proposed,
        origin: deployment.origin
          .deriving("endpoint", from: provenance.endpoint(of: deployment, on: home))
          .deriving("isProposed", from: home.origin.spans(of: "presence")))
    }
  }
}
