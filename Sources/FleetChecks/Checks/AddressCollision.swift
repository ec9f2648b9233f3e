import FleetCluster
import FleetDiagnostics
import FleetValues

struct AddressCollision: Check {
  static let descriptor = DiagnosticDescriptor(
    code: "F0403", name: "address-collision", severity: .error,
    explanation: """
      Two nodes have one address: requests for one would reach the other.

      ```yaml fails base=box
      nodes:
        box: {address: 192.168.1.10, memory: 16 GB}
        pc: {address: 192.168.1.10, memory: 16 GB}
      deployments: {llama-box: {model: llama, node: box, engine: ollama, context: 8k}}
      ```

      ```yaml passes base=box
      nodes:
        box: {address: 192.168.1.10, memory: 16 GB}
        pc: {address: 192.168.1.11, memory: 16 GB}
      deployments: {llama-box: {model: llama, node: box, engine: ollama, context: 8k}}
      ```
      """)

  func diagnostics(for cluster: AssessedCluster) -> [Diagnostic] {
    var owners: [Host: ResolvedNode] = [:]
    // In the order written, so that the second one is the finding.
    let nodes = cluster.resolved.nodes.sorted { $0.address.span < $1.address.span }.compactMap {
      node -> Diagnostic? in
      guard let owner = owners[node.address.value] else {
        owners[node.address.value] = node
        return nil
      }
      return Diagnostic(
        Self.descriptor,
        "'\(node.name.value)' and '\(owner.name.value)' both have the address "
          + "\(node.address.value)",
        at: node.address.span,
        notes: [.init("'\(owner.name.value)' has it here", at: owner.address.span)])
    }
    return nodes + [gatewayOnAnother(cluster.resolved)].compactMap { $0 }
  }

  /// The gateway listens on an address of its own node, or on one that nobody has.
  private func gatewayOnAnother(_ cluster: ResolvedCluster) -> Diagnostic? {
    guard let gateway = cluster.gateway, let span = gateway.address.span,
      let address = gateway.address.value,
      let owner = cluster.nodes.first(where: { $0.address.value == .address(address) }),
      owner.name.value != gateway.node.value
    else { return nil }
    return Diagnostic(
      Self.descriptor,
      "the gateway is on '\(gateway.node.value)', and its address \(address) is "
        + "'\(owner.name.value)''s",
      at: span, notes: [.init("'\(owner.name.value)' has it here", at: owner.address.span)],
      help: ["leave the gateway's `address` out to listen on its node's"])
  }
}
