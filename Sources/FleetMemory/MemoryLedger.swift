package import FleetValues

/// What one process takes in one place: a device, or the host.
package struct MemoryLedger: Hashable, Sendable {
  package private(set) var terms: [MemoryTerm]

  /// Terms of nothing are left out: a reader looks for what is there.
  package init(_ terms: [MemoryTerm] = []) { self.terms = terms.filter { $0.upper > .zero } }

  /// The sum of what is expected.
  package var lower: Bytes { terms.reduce(.zero) { $0 + $1.expected } }
  /// The sum of what may be taken at most.
  package var upper: Bytes { terms.reduce(.zero) { $0 + $1.upper } }

  package subscript(name: MemoryTermName) -> MemoryTerm? { terms.first { $0.name == name } }

  /// Puts a measurement in the place of an estimate, or beside the others where
  /// nothing was estimated.
  package mutating func replace(
    _ name: MemoryTermName, withMeasured amount: Bytes, from log: String
  ) {
    let term = MemoryTerm(name, .bytes(amount, "measured in \(log)"), by: .measured)
    if let index = terms.firstIndex(where: { $0.name == name }) {
      terms[index] = term
    } else {
      terms.append(term)
    }
  }
}
