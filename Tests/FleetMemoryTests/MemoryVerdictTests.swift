import FleetMemory
import FleetValues
import Testing

/// Verdicts at and on both sides of their borders.
@Suite struct MemoryVerdictTests {
  private func device(_ lowers: Int64, _ claims: Int64, budgets: Bool = false) -> MemoryVerdict {
    .ofDevice(
      lowers: .mebibytes(lowers), claims: .mebibytes(claims), cap: .mebibytes(8192),
      everyClaimIsBudget: budgets)
  }

  @Test func bordersOfADevice() {
    #expect(device(7000, 7168) == .fits)
    #expect(device(7000, 7169) == .tight)
    #expect(device(7000, 8192) == .tight)
    #expect(device(7000, 8193) == .unproven)
    #expect(device(8192, 9000) == .unproven)
    #expect(device(8193, 9000) == .exceeds)
    #expect(device(7000, 8192, budgets: true) == .fits)
  }

  @Test func aHostNeedsNoMargin() {
    let verdict = { (claims: Int64) in
      MemoryVerdict.ofHost(lowers: .mebibytes(10), claims: .mebibytes(claims), cap: .mebibytes(100))
    }
    #expect(verdict(100) == .fits)
    #expect(verdict(101) == .unproven)
  }

  @Test func oneProcessIsJudgedByItsBudgetFirst() {
    let term = MemoryTerm(
      .compute, .bytes(.gibibytes(3), "a"), upTo: .bytes(.gibibytes(5), "b"), by: .llamaCompute)
    let ledger = MemoryLedger([term])
    let verdict = { (budget: Int64?, cap: Int64) in
      MemoryVerdict.ofProcess(ledger, budget: budget.map(Bytes.gibibytes), cap: .gibibytes(cap))
    }
    #expect(verdict(nil, 4) == .fits)
    #expect(verdict(nil, 2) == .exceeds)
    #expect(verdict(4, 8) == .unproven)
    #expect(verdict(2, 8) == .exceeds)
    #expect(verdict(5, 8) == .fits)
  }

  @Test func theLongestContextIsFoundToTheStep() {
    #expect(LargestContext.search(upTo: 131_072) { $0 <= 5000 } == 4864)
    #expect(LargestContext.search(upTo: 131_072) { _ in true } == 131_072)
    #expect(LargestContext.search(upTo: 131_072) { _ in false } == nil)
    #expect(LargestContext.search(upTo: 100) { _ in true } == nil)
  }
}
