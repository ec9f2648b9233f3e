package import FleetDiagnostics
package import FleetMemory
package import FleetValues

/// What one process takes in one place.
package struct MemoryShare: Sendable {
  package enum Owner: Hashable, Sendable {
    case deployment(DeploymentName)
    case service(ServiceName)
  }

  package let owner: Owner
  /// Where it is brought in.
  package let span: SourceSpan
  /// Its terms; none where the spec itself states the amount.
  package let terms: [MemoryTerm]
  /// As expected.
  package let lower: Bytes
  /// At most.
  package let upper: Bytes
  /// Most that the spec lets it take here; nil where it says nothing.
  package let budget: Bytes?
  /// Whether every term could be estimated.
  package let isKnown: Bool

  init(
    of owner: Owner, at span: SourceSpan, _ ledger: MemoryLedger, budget: Bytes? = nil,
    isKnown: Bool
  ) {
    self.owner = owner
    self.span = span
    terms = ledger.terms
    (lower, upper) = (ledger.lower, ledger.upper)
    self.budget = budget
    self.isKnown = isKnown
  }

  init(of owner: Owner, at span: SourceSpan, lower: Bytes, upper: Bytes) {
    self.owner = owner
    self.span = span
    terms = []
    (self.lower, self.upper) = (lower, upper)
    budget = nil
    isKnown = true
  }

  /// What is planned for it: its budget where one is written (language, 7).
  package var claim: Bytes { budget ?? upper }

  /// Whether it cannot run within its budget, or within the cap without one.
  package func exceeds(_ cap: Bytes) -> Bool { lower > budget ?? cap }

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
  package var claims: Bytes { reduce(.zero) { $0 + $1.claim } }

  /// What counts in the sum of a place: what is in error by itself counts at its
  /// budget, or not at all, so that one cause is one finding.
  package func counted(under cap: Bytes) -> [MemoryShare] {
    compactMap { share in
      if !share.exceeds(cap) { return share }
      return share.budget.map { MemoryShare(of: share.owner, at: share.span, lower: $0, upper: $0) }
    }
  }
}
