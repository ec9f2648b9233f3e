package import FleetCluster
import FleetDiagnostics
package import FleetJSON
import FleetValues

/// Routes with their chains, best first, and how clients ask for them.
package struct RouteReport: Sendable {
  private let cluster: ResolvedCluster

  package init(_ cluster: ResolvedCluster) { self.cluster = cluster }

  package var lines: [String] {
    var table = TextTable("ROUTE", "PATH", "NAMES", "TARGETS, BEST FIRST", "THEN")
    for route in cluster.routes {
      table.add(
        route.name.value.text, path(route),
        ([route.name.value.text] + route.aliases.map(\.value.text)).joined(separator: ", "),
        Self.chain(route), "\(route.reject.status.value)")
    }
    return table.lines()
  }

  package var json: JSONValue {
    .array(
      cluster.routes.map { route in
        [
          "route": .string(route.name.value.text),
          "names": .array(
            ([route.name.value.text] + route.aliases.map(\.value.text)).map(JSONValue.string)),
          "takes_the_rest": .bool(isCatchAll(route)),
          "ranks": .array(
            route.ranks.map { rank in .array(rank.map { .string($0.value.text) }) }),
          "reject": .integer(route.reject.status.value),
        ]
      })
  }

  /// Where clients send requests: `http://192.168.1.10/v1`.
  package var address: String? {
    guard let gateway = cluster.gateway, let node = cluster.node(gateway.node.value) else {
      return nil
    }
    let host = gateway.address.value.map(Host.address) ?? node.address.value
    let endpoint = "\(Endpoint(host, gateway.port.value))"
    return "http://\(endpoint.hasSuffix(":80") ? String(endpoint.dropLast(3)) : endpoint)/v1"
  }

  private func path(_ route: ResolvedRoute) -> String {
    isCatchAll(route) ? "/v1, /\(route.name.value)/v1" : "/\(route.name.value)/v1"
  }

  private func isCatchAll(_ route: ResolvedRoute) -> Bool {
    cluster.catchAllRoute?.name.value == route.name.value
  }

  /// `big-pc > small-box`; targets of one rank are joined by `=`.
  static func chain(_ route: ResolvedRoute) -> String {
    route.ranks.map { $0.map(\.value.text).joined(separator: " = ") }.joined(separator: " > ")
  }
}
