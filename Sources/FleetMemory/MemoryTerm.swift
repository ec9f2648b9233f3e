package import FleetValues

/// One line of a ledger: what it is for, how much is expected and how much at
/// most, and the formulas that say why.
package struct MemoryTerm: Hashable, Sendable {
  package let name: MemoryTermName
  package let expectedFormula: Formula
  package let upperFormula: Formula
  package let rule: MemoryRule
  package let expected: Bytes
  package let upper: Bytes

  /// An upper bound below the expectation is raised to it.
  package init(
    _ name: MemoryTermName, _ expected: Formula, upTo upper: Formula, by rule: MemoryRule
  ) {
    self.name = name
    expectedFormula = expected
    upperFormula = upper
    self.rule = rule
    self.expected = expected.bytes
    self.upper = max(expected.bytes, upper.bytes)
  }

  package init(_ name: MemoryTermName, _ formula: Formula, by rule: MemoryRule) {
    self.init(name, formula, upTo: formula, by: rule)
  }

  package var certainty: MemoryCertainty { rule.certainty }
  package var source: String { rule.source }
  /// The expected amount as a sentence.
  package var formula: String { expectedFormula.sentence }
}

/// The names of terms, as `fleetc fit` prints them.
package enum MemoryTermName: String, CaseIterable, Sendable {
  case weights
  case cache = "kv_cache"
  case compute
  case staging
  case context
  case activation
  case nonTorch = "non_torch"
  case graphs = "cuda_graphs"
  case projector
  case draft
  case process
  case promptCache = "prompt_cache"
}
