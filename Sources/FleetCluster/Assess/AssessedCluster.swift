/// The resolved cluster and what follows from it: who takes how much memory
/// where. Every check and every plan part reads this.
package struct AssessedCluster: Sendable {
  package let resolved: ResolvedCluster
  package let ledger: FleetLedger

  package init(of resolved: ResolvedCluster) {
    self.resolved = resolved
    ledger = FleetLedger(of: resolved)
  }
}
