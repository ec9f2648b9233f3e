import FleetDiagnostics
package import FleetMemory
package import FleetValues

/// All that takes memory of one host at the same time.
package struct HostLedger: Sendable {
  package let node: ResolvedNode
  package let shares: [MemoryShare]
  /// What unified cards take of the same memory.
  package let unified: [MemoryShare]

  package var lower: Bytes { shares.lower + unified.lower }
  package var upper: Bytes { shares.upper + unified.upper }
  package var cap: Bytes { node.memory.value - node.reservedMemory.value }

  package var verdict: MemoryVerdict {
    if (shares + unified).contains(where: { !$0.isKnown }) { return .unknown }
    return .ofHost(lowers: lower, claims: upper, cap: cap)
  }
}
