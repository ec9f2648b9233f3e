import FleetCluster
import FleetDiagnostics
import FleetMemory
import FleetValues

/// How findings about memory say what takes how much.
enum MemoryMessages {
  /// `weights 1.9 GiB, KV cache 0.4 GiB and 2 more`: the largest terms first.
  static func terms(of share: MemoryShare) -> String {
    let terms = share.terms.sorted { ($1.upper, $0.name.rawValue) < ($0.upper, $1.name.rawValue) }
    let shown = terms.prefix(4).map { "\($0.name.label) \(ByteRange($0.expected, $0.upper))" }
    let rest = terms.count - shown.count
    return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  /// A note for each process in a place, at the deployment that brings it.
  static func notes(_ shares: [MemoryShare]) -> [Diagnostic.Note] {
    shares.map { share in
      let sum = "\(share.name) takes \(ByteRange(share.lower, share.upper))"
      let terms = share.terms.isEmpty ? "" : ": \(terms(of: share))"
      return .init(sum + terms, at: share.span)
    }
  }

  /// Where a process's budget is written, or else the process.
  static func budgetSpan(of share: MemoryShare, in cluster: ResolvedCluster) -> SourceSpan {
    if case .deployment(let name) = share.owner, share.budget != nil,
      let budget = cluster.deployment(name)?.budget
    {
      return budget.span
    }
    return share.span
  }

  /// Where the limit of a card comes from.
  static func note(onCapOf ledger: DeviceLedger) -> Diagnostic.Note {
    let card = ledger.card
    return .init(
      "'\(card.type.value)' offers \(ledger.cap.bothDescriptions): \(card.usable.value) usable, "
        + "less \(card.reserve.value) kept free",
      at: card.usable.span ?? card.type.span)
  }

  /// Where the limit of a host comes from.
  static func note(onCapOf ledger: HostLedger) -> Diagnostic.Note {
    let node = ledger.node
    return .init(
      "'\(node.name.value)' offers \(ledger.cap.bothDescriptions): \(node.memory.value) of memory, "
        + "less \(node.reservedMemory.value) kept free",
      at: node.memory.span)
  }
}
