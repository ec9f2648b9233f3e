import FleetCluster
import FleetDiagnostics
import FleetMemory
import FleetValues

struct MemoryUnproven: Check {
  static let descriptor = DiagnosticDescriptor(
    code: "F0705", name: "memory-unproven", severity: .warning,
    explanation: """
      What is expected fits, what may be needed at most does not, or a term cannot
      be estimated at all. It may well run; nothing here proves it.

      ```yaml fails base=box
      nodes: {box: {address: 192.168.1.10, memory: 16 GB, accelerators: rtx-3050-8gb}}
      deployments: {llama-box: {model: llama, engine: llama.cpp, context: 48k}}
      ```

      ```yaml passes base=box
      nodes: {box: {address: 192.168.1.10, memory: 16 GB, accelerators: rtx-3050-8gb}}
      deployments: {llama-box: {model: llama, engine: llama.cpp, context: 16k}}
      ```
      """)

  func diagnostics(for cluster: AssessedCluster) -> [Diagnostic] {
    let devices = cluster.ledger.devices.filter { isUnproven($0.verdict) }.map { ledger in
      finding(
        "\(ledger.element)", ledger.shares, ledger.cap, at: ledger.card.type.span,
        MemoryMessages.note(onCapOf: ledger), in: cluster.resolved)
    }
    let hosts = cluster.ledger.hosts.filter { isUnproven($0.verdict) }.map { ledger in
      finding(
        "\(ElementID.node(ledger.node.name.value))", ledger.shares + ledger.unified, ledger.cap,
        at: ledger.node.memory.span, MemoryMessages.note(onCapOf: ledger), in: cluster.resolved)
    }
    return devices + hosts + cluster.ledger.devices.flatMap { overBudget($0, cluster.resolved) }
  }

  /// What may need more than its own budget, whatever else is on the card.
  private func overBudget(_ ledger: DeviceLedger, _ cluster: ResolvedCluster) -> [Diagnostic] {
    ledger.shares.compactMap { share in
      guard let budget = share.budget, share.lower <= budget, share.upper > budget else {
        return nil
      }
      return Diagnostic(
        Self.descriptor,
        "'\(share.name)' needs \(ByteRange(share.lower, share.upper)) of \(ledger.element), "
          + "and its budget is \(budget.bothDescriptions)",
        at: MemoryMessages.budgetSpan(of: share, in: cluster),
        notes: MemoryMessages.notes([share]),
        help: ["raise the budget to \(share.upper), or shorten the context"],
        subjects: [share.name])
    }
  }

  private func isUnproven(_ verdict: MemoryVerdict) -> Bool {
    verdict == .unproven || verdict == .unknown
  }

  private func finding(
    _ place: String, _ shares: [MemoryShare], _ cap: Bytes, at span: SourceSpan,
    _ note: Diagnostic.Note, in cluster: ResolvedCluster
  ) -> Diagnostic {
    let unknown = shares.filter { !$0.isKnown }.map { "'\($0.name)'" }.joined(separator: ", ")
    let message =
      unknown.isEmpty
      ? "\(place) may need \(shares.claims) at worst, but offers \(cap)"
      : "what \(unknown) takes of \(place) cannot be estimated"
    return Diagnostic(
      Self.descriptor, message, at: span,
      notes: [note] + MemoryMessages.notes(shares),
      help: [
        unknown.isEmpty
          ? "shorten a context, or write `kv: q8_0` where the cache is still f16"
          : "write the model's `size` where its weights are unknown, or waive this with `allow`"
      ],
      subjects: [place])
  }
}
