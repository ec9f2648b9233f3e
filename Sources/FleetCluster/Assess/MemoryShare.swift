package import FleetMemory
package import FleetValues

/// What one process takes in one place.
package struct MemoryShare: Sendable {
  package enum Owner: Hashable, Sendable {
    case deployment(DeploymentName)
    case service(ServiceName)
  }

  package let owner: Owner
  /// Its terms; none where the spec itself states the amount.
  package let terms: [MemoryTerm]
  /// As expected.
  package let lower: Bytes
  /// At most.
  package let upper: Bytes
  /// Whether every term could be estimated.
  package let isKnown: Bool

  init(of owner: Owner, _ ledger: MemoryLedger, isKnown: Bool) {
    self.owner = owner
    terms = ledger.terms
    (lower, upper) = (ledger.lower, ledger.upper)
    self.isKnown = isKnown
  }

  init(of owner: Owner, lower: Bytes, upper: Bytes) {
    self.owner = owner
    terms = []
    (self.lower, self.upper) = (lower, upper)
    isKnown = true
  }

  package var name: String {
    switch owner {
    case .deployment(let name): name.text
    case .service(let name): name.text
    }
  }
}

extension [MemoryShare] {
  package var lower: Bytes { reduce(.zero) { $0 + $1.lower } }
  package var upper: Bytes { reduce(.zero) { $0 + $1.upper } }
}
