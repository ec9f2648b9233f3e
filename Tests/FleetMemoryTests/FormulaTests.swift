import FleetMemory
import FleetValues
import Testing

/// One value gives the number and its words.
@Suite struct FormulaTests {
  private let cells = Formula.pad(.count(8000, "tokens"), to: 256)

  @Test func evaluatesEveryForm() {
    #expect(cells.value == 8192)
    #expect(Formula.ceilDiv(10, 4).value == 3)
    #expect(Formula.quotient(10, 4).value == 2)
    #expect((2 * .count(3, "layers") + 4 - 1).value == 9)
    #expect(Formula.max([2, 7, 5]).value == 7)
    #expect(Formula.min([2, 7, 5]).value == 2)
    #expect(Formula.select(FormulaCondition(false, "a", otherwise: "b"), 1, 2).value == 2)
    #expect(Formula.named("x", 12).bytes == Bytes(12))
  }

  @Test func stopsAtTheLimitsInsteadOfTrapping() {
    let huge = Formula.constant(.max)
    #expect((huge + huge).value == .max)
    #expect((huge * huge).value == .max)
    #expect((.constant(.min) * huge).value == .min)
    #expect((.constant(.min) - huge).value == .min)
    #expect(Formula.pad(huge, to: 256).value == .max)
    #expect(Formula.quotient(1, 0).value == .max)
    #expect(Formula.ceilDiv(1, 0).value == .max)
  }

  @Test func fillsItsNumbersIn() {
    let mask = Formula.named("mask", 2 * .counted("cells", cells) * .count(512, "tokens"))
    let layer = Formula.named("feed-forward", .bytes(.mebibytes(192), "buffers"))
    let formula = Formula.max([
      .count(7, "rows") * .sum([1, .count(152_064, "vocabulary")]), layer + mask,
    ])
    #expect(
      formula.equation
        == "max(7 rows × (1 + 152,064 vocabulary), feed-forward 192.0 MiB + mask 8.0 MiB)")
    #expect(
      formula.definitions == [
        "feed-forward = buffers 192.0 MiB", "mask = 2 × 8,192 cells × 512 tokens",
        "cells = pad(8,000 tokens, 256)",
      ])
  }

  @Test func showsTheBranchThatWasTaken() {
    let width = { (flash: Bool) -> Formula in
      let condition = FormulaCondition(flash, "flash attention", otherwise: "no flash attention")
      return .select(condition, .named("narrow", 2), .named("wide", 4)) * 8
    }
    #expect(width(true).sentence == "narrow 2 B (flash attention) × 8; narrow = 2")
    #expect(width(false).sentence == "wide 4 B (no flash attention) × 8; wide = 4")
  }

  @Test func bracketsWhatBindsLess() {
    let difference = Formula.constant(9) - (.constant(4) - 1)
    #expect(difference.equation == "9 - (4 - 1)")
    #expect((difference * 2).equation == "(9 - (4 - 1)) × 2")
    #expect((3 * Formula.quotient(10, .sum([1, 1]))).equation == "3 × (10 / (1 + 1))")
  }

  /// What a term prints is what it counts.
  @Test func aTermSaysItsSum() throws {
    let device = MemoryDevice.cuda(multiprocessors: 20)
    let inputs = LlamaInputs(
      architecture: try MemoryVectors.architecture("Llama-3.1-8B"),
      weights: .derived(.q4KM, hasImportanceMatrix: false), totalContext: 8000,
      placement: LlamaPlacement(devices: [device]))
    let ledger = LlamaMemory(inputs).process.devices[0]
    #expect(
      ledger[.cache]?.formula
        == "32 layers × 8,192 cells × (K f16 2,048 B + V f16 2,048 B); "
        + "cells = pad(8,000 tokens of context, 256)")
    #expect(ledger[.context]?.formula == "20 multiprocessors × 3.0 MiB")
  }
}
