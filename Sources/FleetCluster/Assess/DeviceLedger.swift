package import FleetMemory
package import FleetValues

/// All that runs on one card at the same time.
package struct DeviceLedger: Sendable {
  package let node: NodeName
  package let card: ResolvedAccelerator
  package let shares: [MemoryShare]

  package var element: ElementID { .gpu(node, device: card.index) }
  package var cap: Bytes { card.cap }

  package var verdict: MemoryVerdict {
    if shares.contains(where: { !$0.isKnown }) { return .unknown }
    let counted = shares.counted(under: cap)
    return .ofDevice(
      lowers: counted.lower, claims: counted.claims, cap: cap,
      everyClaimIsBudget: shares.allSatisfy { $0.budget != nil })
  }
}
