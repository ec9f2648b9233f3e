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
    return listeners.indices.compactMap { index in
      // Sorted by node and port: whatever collides with this one stands before it.
      let earlier = listeners[..<index].reversed()
        .prefix { $0.node == listeners[index].node && $0.port == listeners[index].port }
        .first { $0.collides(with: listeners[index]) }
      return earlier.map { collision(of: listeners[index], with: $0) }
    }
  }

  private func collision(of second: Listener, with first: Listener) -> Diagnostic {
    // The finding stands at a port somebody wrote, where there is one.
    let (at, other) = second.why == nil || first.why != nil ? (second, first) : (first, second)
    return Diagnostic(
      Self.descriptor,
      "port \(at.port) on node '\(at.node)' is taken by \(other.owner) and by \(at.owner)",
      at: at.span, notes: [.init("\(other.owner) takes it here", at: other.span)],
      help: ["give one of them another port, or none: a free one is found"])
  }
}
