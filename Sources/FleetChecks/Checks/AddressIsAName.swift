import FleetCluster
import FleetDiagnostics
import FleetValues

struct AddressIsAName: Check {
  static let descriptor = DiagnosticDescriptor(
    code: "F0415", name: "address-is-a-name", severity: .warning,
    explanation: """
      A node is reached by a DNS name. nginx resolves it once, when it starts, and
      does not start where it cannot; engines of the node listen on every address,
      since nobody says which one the name means.

      ```yaml fails base=box
      nodes: {box: {address: box.lan, memory: 16 GB}}
      ```

      ```yaml passes base=box
      nodes: {box: {address: 192.168.1.10, memory: 16 GB}}
      ```
      """)

  func diagnostics(for cluster: AssessedCluster) -> [Diagnostic] {
    cluster.resolved.nodes.filter { $0.address.value.address == nil }.map { node in
      Diagnostic(
        Self.descriptor,
        "node '\(node.name.value)' is reached by the name \(node.address.value), which nginx "
          + "needs at its start",
        at: node.address.span, help: ["write the node's IP address"],
        subjects: ["\(ElementID.node(node.name.value))"])
    }
  }
}
