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
    return .ofDevice(lowers: shares.lower, claims: shares.upper, cap: cap)
  }
}
