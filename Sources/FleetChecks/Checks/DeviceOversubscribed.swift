import FleetCluster
import FleetDiagnostics
import FleetMemory
import FleetValues

struct DeviceOversubscribed: Check {
  static let descriptor = DiagnosticDescriptor(
    code: "F0702", name: "device-oversubscribed", severity: .error,
    explanation: """
      Each deployment would fit on the card, all that run at the same time do not.
      The last one to start would fail, or fall back to the processor.

      ```yaml fails base=box
      nodes: {box: {address: 192.168.1.10, memory: 16 GB, accelerators: rtx-3050-8gb}}
      deployments:
        one: {model: llama, engine: llama.cpp, context: 16k}
        two: {model: llama, engine: llama.cpp, context: 16k}
      routes: {chat: {targets: [one, two]}}
      ```

      ```yaml passes base=box
      nodes: {box: {address: 192.168.1.10, memory: 16 GB, accelerators: rtx-3050-8gb}}
      deployments:
        one: {model: llama, engine: llama.cpp, context: 4k}
        two: {model: llama, engine: llama.cpp, context: 4k, cpu: all}
      routes: {chat: {targets: [one, two]}}
      ```
      """)

  func diagnostics(for cluster: AssessedCluster) -> [Diagnostic] {
    cluster.ledger.devices.compactMap { ledger in
      // What exceeds the card by itself was reported alone.
      let shares = ledger.shares.counted(under: ledger.cap)
      guard shares.lower > ledger.cap else { return nil }
      return Diagnostic(
        Self.descriptor,
        "\(ledger.element) would hold \(ByteRange(shares.lower, shares.upper)), "
          + "\(shares.lower - ledger.cap) more than the \(ledger.cap) it offers",
        at: ledger.card.type.span,
        notes: [MemoryMessages.note(onCapOf: ledger)]
          + MemoryMessages.notes(shares),
        help: [
          "free \((shares.lower - ledger.cap).bothDescriptions): move one to the host with "
            + "`cpu: all`, to another card, or shorten a context"
        ],
        subjects: ["\(ledger.element)"])
    }
  }
}
