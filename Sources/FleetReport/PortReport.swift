package import FleetCluster
package import FleetJSON
package import FleetValues

/// Everything that listens, by node and port, and why it has that port.
package struct PortReport: Sendable {
  private let listeners: [Listener]

  /// - Parameter nodes: all of them where it is empty.
  package init(_ cluster: ResolvedCluster, nodes: Set<NodeName> = []) {
    listeners = cluster.listeners.filter { nodes.isEmpty || nodes.contains($0.node) }
  }

  package var lines: [String] {
    var table = TextTable("NODE", "PORT", "ADDRESS", "OWNER", "WHY")
    for listener in listeners {
      table.add(
        listener.node.text, "\(listener.port)", Self.address(listener), listener.owner,
        listener.why ?? "written")
    }
    return table.lines()
  }

  package var json: JSONValue {
    .array(
      listeners.map {
        [
          "node": .string($0.node.text), "port": .integer(Int($0.port.number)),
          "address": $0.address.map { .string("\($0)") } ?? .null, "owner": .string($0.owner),
          "why": $0.why.map(JSONValue.string) ?? .null,
        ]
      })
  }

  private static func address(_ listener: Listener) -> String {
    listener.address.map { "\($0)" } ?? "every"
  }
}
