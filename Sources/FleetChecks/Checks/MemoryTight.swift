import FleetCluster
import FleetDiagnostics
import FleetMemory
import FleetValues

struct MemoryTight: Check {
  static let descriptor = DiagnosticDescriptor(
    code: "F0704", name: "memory-tight", severity: .warning,
    explanation: """
      Everything fits on the card, but less than 1 GiB stays free: llama.cpp's own
      fitting keeps that margin, and cards with less have run out of it. Tight is
      not fits.

      ```yaml fails base=box
      nodes: {box: {address: 192.168.1.10, memory: 16 GB, accelerators: rtx-3050-8gb}}
      deployments: {llama-box: {model: llama, engine: llama.cpp, context: 40k}}
      ```

      ```yaml passes base=box
      nodes: {box: {address: 192.168.1.10, memory: 16 GB, accelerators: rtx-3050-8gb}}
      deployments: {llama-box: {model: llama, engine: llama.cpp, context: 16k}}
      ```
      """)

  func diagnostics(for cluster: AssessedCluster) -> [Diagnostic] {
    cluster.ledger.devices.filter { $0.verdict == .tight }.map { ledger in
      let free = ledger.cap - ledger.shares.counted(under: ledger.cap).claims
      return Diagnostic(
        Self.descriptor,
        "\(ledger.element) keeps \(free) of \(ledger.cap) free at worst, less than "
          + "\(MemoryVerdict.deviceMargin)",
        at: ledger.card.type.span,
        notes: [MemoryMessages.note(onCapOf: ledger)]
          + MemoryMessages.notes(ledger.shares),
        help: ["shorten a context, or write `kv: q8_0` where the cache is still f16"],
        subjects: ["\(ledger.element)"])
    }
  }
}
