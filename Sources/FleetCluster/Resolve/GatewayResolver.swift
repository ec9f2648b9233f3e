import FleetDiagnostics
import FleetSpec
import FleetSyntax
import FleetValues

/// The front door.
enum GatewayResolver {
  static func resolve(
    _ spec: ClusterSpec, _ nodes: [ResolvedNode], into diagnostics: inout [Diagnostic]
  ) -> ResolvedGateway? {
    guard let gateway = spec.gateway?.value else {
      if let route = spec.routes.entries.first, !spec.isGatewayWritten {
        diagnostics.append(
          .missing(
            "gateway", "there are routes and no `gateway`", at: route.name.span,
            help: "add `gateway`: the node where nginx runs"))
      }
      return nil
    }
    if gateway.nodes.count > 1 {
      diagnostics.append(
        .notYet(word: "two nodes", label: "nodes", at: gateway.nodes[1].span))
    }
    guard let name = gateway.nodes.first else { return nil }
    guard let node = nodes.first(where: { $0.name.value == name.value }) else {
      if !spec.nodes.isWritten(name.value) {
        diagnostics.append(
          .unknownName(
            "node", name.value.text, at: name.span, known: spec.nodes.names.map(\.text)))
      }
      return nil
    }
    return ResolvedGateway(
      node: name, address: address(gateway, node), port: port(gateway),
      serverName: gateway.serverName,
      body: Setting(gateway.body, or: .mebibytes(32), because: "room for a few images"),
      origin: gateway.origin)
  }

  private static func address(
    _ gateway: GatewaySpec, _ node: ResolvedNode
  ) -> Setting<IPAddress?> {
    if let written = gateway.address { return Setting(written.map(Optional.some)) }
    if let address = node.address.value.address {
      return Setting(address, because: "the node's address")
    }
    return Setting(nil, because: "the node is reached by a name: every address")
  }

  private static func port(_ gateway: GatewaySpec) -> Setting<Port> {
    guard let standard = Port(80) else { broken("80 is a port") }
    return Setting(gateway.port, or: standard, because: "HTTP's own")
  }
}

/// Prometheus and what it is told.
enum MonitoringResolver {
  static func resolve(_ spec: ClusterSpec, _ nodes: [ResolvedNode]) -> ResolvedMonitoring {
    ResolvedMonitoring(
      interval: Setting(
        spec.monitoring?.interval, or: .seconds(15), because: "the language's default"),
      retention: Setting(
        spec.monitoring?.retention, or: .seconds(15 * 86_400), because: "the language's default"),
      prometheusNodes: nodes.filter { $0.runs("prometheus") }.map(\.name.value),
      origin: spec.monitoring?.origin ?? Origin(nil))
  }
}
