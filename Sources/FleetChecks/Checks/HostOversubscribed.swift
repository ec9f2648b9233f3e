import FleetCluster
import FleetDiagnostics
import FleetValues

struct HostOversubscribed: Check {
  static let descriptor = DiagnosticDescriptor(
    code: "F0703", name: "host-oversubscribed", severity: .error,
    explanation: """
      What runs on a node needs more of its memory than is left beside the
      reserve: the kernel would kill the largest process, at night.

      ```yaml fails base=box
      nodes: {box: {address: 192.168.1.10, memory: 8 GB}}
      deployments:
        one: {model: llama, engine: llama.cpp, context: 16k}
        two: {model: llama, engine: llama.cpp, context: 16k}
      routes: {chat: {targets: [one, two]}}
      ```

      ```yaml passes base=box
      nodes: {box: {address: 192.168.1.10, memory: 16 GB}}
      deployments:
        one: {model: llama, engine: llama.cpp, context: 16k}
        two: {model: llama, engine: llama.cpp, context: 16k}
      routes: {chat: {targets: [one, two]}}
      ```
      """)

  func diagnostics(for cluster: AssessedCluster) -> [Diagnostic] {
    cluster.ledger.hosts.compactMap { ledger in
      let shares = ledger.shares.counted(under: ledger.cap)
      let lower = shares.lower + ledger.unified.lower
      guard lower > ledger.cap, !isReportedAsDevice(ledger, cluster) else { return nil }
      return Diagnostic(
        Self.descriptor,
        "node '\(ledger.node.name.value)' needs "
          + "\(ByteRange(lower, shares.upper + ledger.unified.upper)) of memory, "
          + "\(lower - ledger.cap) more than the \(ledger.cap) it offers",
        at: ledger.node.memory.span,
        notes: [MemoryMessages.note(onCapOf: ledger)]
          + MemoryMessages.notes(shares + ledger.unified),
        help: [
          "free \((lower - ledger.cap).bothDescriptions): move a deployment to another node, "
            + "or shorten a context"
        ],
        subjects: ["\(ElementID.node(ledger.node.name.value))"])
    }
  }

  /// A unified card that is over is not reported again as its host.
  private func isReportedAsDevice(_ host: HostLedger, _ cluster: AssessedCluster) -> Bool {
    cluster.ledger.devices.contains {
      $0.node == host.node.name.value && $0.card.kind == .unified
        && $0.shares.counted(under: $0.cap).lower > $0.cap
    }
  }
}
