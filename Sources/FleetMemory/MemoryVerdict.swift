package import FleetValues

/// What sums of ledgers prove about one place.
package enum MemoryVerdict: String, CaseIterable, Sendable {
  case fits
  /// Fits with less than the spare memory that engines want for themselves.
  case tight
  /// Fits if all goes as expected, not if all goes to its upper bound.
  case unproven
  case exceeds
  /// A term is missing from the sums.
  case unknown

  /// What must stay free on a device: the margin of llama.cpp's own fitting
  /// (common/common.h, `fit_params_target`).
  package static let deviceMargin = Bytes.gibibytes(1)

  /// Several processes on one device. `claims` are budgets where they are
  /// written and uppers elsewhere; a budget is kept by its engine, so sums of
  /// budgets alone need no margin.
  package static func ofDevice(
    lowers: Bytes, claims: Bytes, cap: Bytes, everyClaimIsBudget: Bool = false
  ) -> MemoryVerdict {
    judge(lowers, claims, cap, margin: everyClaimIsBudget ? .zero : deviceMargin)
  }

  /// Several processes on one host, which pages out before it fails.
  package static func ofHost(lowers: Bytes, claims: Bytes, cap: Bytes) -> MemoryVerdict {
    judge(lowers, claims, cap, margin: .zero)
  }

  /// One process against its own budget, or against the cap where it has none:
  /// the lower decides what is impossible, and only a budget judges the upper.
  package static func ofProcess(
    _ ledger: MemoryLedger, budget: Bytes?, cap: Bytes
  ) -> MemoryVerdict {
    let limit = budget ?? cap
    if ledger.lower > limit { return .exceeds }
    return budget != nil && ledger.upper > limit ? .unproven : .fits
  }

  private static func judge(
    _ lowers: Bytes, _ claims: Bytes, _ cap: Bytes, margin: Bytes
  ) -> MemoryVerdict {
    if lowers > cap { return .exceeds }
    if claims > cap { return .unproven }
    return claims + margin > cap ? .tight : .fits
  }
}
