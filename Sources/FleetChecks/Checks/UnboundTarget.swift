import FleetCluster
import FleetDiagnostics
import FleetValues

struct UnboundTarget: Check {
  static let descriptor = DiagnosticDescriptor(
    code: "F0406", name: "unbound-target", severity: .error,
    explanation: """
      A target of a route listens on loopback, but the gateway is on another
      node: no request can reach it.

      ```yaml fails base=box
      nodes:
        box: {address: 192.168.1.10, memory: 16 GB}
        pc: {address: 192.168.1.11, memory: 16 GB}
      deployments: {llama-box: {model: llama, node: pc, engine: ollama, listen: 127.0.0.1}}
      ```

      ```yaml passes base=box
      nodes:
        box: {address: 192.168.1.10, memory: 16 GB}
        pc: {address: 192.168.1.11, memory: 16 GB}
      deployments: {llama-box: {model: llama, node: pc, engine: ollama}}
      ```
      """)

  func diagnostics(for cluster: AssessedCluster) -> [Diagnostic] {
    guard let gateway = cluster.resolved.gateway else { return [] }
    let targets = Set(cluster.resolved.routes.flatMap(\.deployments))
    return cluster.resolved.deployments.compactMap { deployment in
      guard targets.contains(deployment.name.value), deployment.node != gateway.node.value,
        let span = deployment.listen.span, let listen = deployment.listen.value,
        listen.isLoopback, cluster.resolved.node(deployment.node)?.address.value.address != listen
      else { return nil }
      return Diagnostic(
        Self.descriptor,
        "'\(deployment.name.value)' listens on \(listen) of node '\(deployment.node)', where the "
          + "gateway on '\(gateway.node.value)' cannot reach it",
        at: span, notes: [.init("the gateway is here", at: gateway.node.span)],
        help: ["leave `listen` out to bind the node's address"])
    }
  }
}
