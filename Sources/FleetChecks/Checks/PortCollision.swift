import FleetCluster
import FleetDiagnostics
import FleetValues

struct PortCollision: Check {
  static let descriptor = DiagnosticDescriptor(
    code: "F0402", name: "port-collision", severity: .error,
    explanation: """
      Two programs of one node listen on the same port of the same address. The
      second would fail to bind when it starts, and which one is second changes
      from boot to boot.

      ```yaml fails base=box
      gateway: {nodes: [box], port: 8200}
      deployments: {llama-box: {model: llama, engine: llama.cpp, port: 8200, listen: 192.168.1.10}}
      ```

      Move one of them, or leave the port out: fleetc then finds a free one.

      ```yaml passes base=box
      gateway: {nodes: [box], port: 8200}
      deployments: {llama-box: {model: llama, engine: llama.cpp, listen: 192.168.1.10}}
      ```
      """)

  func diagnostics(for cluster: AssessedCluster) -> [Diagnostic] {
    let listeners = cluster.resolved.listeners
    let collisions = listeners.indices.compactMap { index -> Collision? in
      // Sorted by node and port: whatever collides with this one stands before it.
      let earlier = listeners[..<index].reversed()
        .prefix { $0.node == listeners[index].node && $0.port == listeners[index].port }
        .first { $0.collides(with: listeners[index]) }
      return earlier.map { Collision(first: $0, second: listeners[index]) }
    }
    let ports = cluster.resolved.ports
    let (exhausted, written) = (
      collisions.filter { $0.isExhaustion(of: ports.value) },
      collisions.filter { !$0.isExhaustion(of: ports.value) }
    )
    return written.map(diagnostic)
      + Dictionary(grouping: exhausted, by: \.second.node).values.map {
        diagnostic($0, runningOutOf: ports)
      }
  }

  private struct Collision {
    var first: Listener
    var second: Listener

    /// Nobody wrote either port: the allocation came to the end of the range.
    func isExhaustion(of range: PortRange) -> Bool {
      first.why != nil && second.why != nil && second.port == range.last
    }
  }

  private func diagnostic(_ collision: Collision) -> Diagnostic {
    // The finding stands at a port somebody wrote, where there is one.
    let (first, second) = (collision.first, collision.second)
    let (at, other) = second.why == nil || first.why != nil ? (second, first) : (first, second)
    return Diagnostic(
      Self.descriptor,
      "port \(at.port) on node '\(at.node)' is taken by \(other.owner) and by \(at.owner)",
      at: at.span, notes: [.init("\(other.owner) takes it here", at: other.span)],
      help: ["give one of them another port, or none: a free one is found"])
  }

  private func diagnostic(
    _ collisions: [Collision], runningOutOf ports: Setting<PortRange>
  ) -> Diagnostic {
    let (left, node) = (collisions.count, collisions[0].second.node)
    return Diagnostic(
      Self.descriptor,
      "the ports \(ports.value) do not suffice for node '\(node)': "
        + "\(left) more \(left == 1 ? "is" : "are") needed",
      at: ports.span ?? collisions[0].second.span,
      notes: [
        .init("\(collisions[0].second.owner) is left without one", at: collisions[0].second.span)
      ],
      help: ["write a longer range, such as `ports: 8100-8999`"])
  }
}
