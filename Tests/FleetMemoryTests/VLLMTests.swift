import FleetCatalog
import FleetMemory
import FleetValues
import Testing

/// vLLM's terms against published sizes and printed logs.
@Suite struct VLLMTests {
  private static let large = VLLMLimits(sequences: 1024, batchedTokens: 8192)
  private static let small = VLLMLimits(sequences: 256, batchedTokens: 2048)

  private func inputs(
    _ model: String, _ format: WeightFormat, context: Int64 = 4096, ranks: Int64 = 1,
    limits: VLLMLimits = small, version: String = "0.32.0"
  ) throws -> VLLMInputs {
    var inputs = VLLMInputs(
      architecture: try MemoryVectors.architecture(model), weights: .derived(format),
      context: context, limits: limits, version: try #require(EngineVersion(version)))
    inputs.tensorParallel = ranks
    return inputs
  }

  private func gibibytes(_ bytes: Bytes?) -> Double { (bytes?.mebibytes ?? 0) / 1024 }

  /// The sums of the files' headers, to the byte.
  @Test(arguments: [("gpt-oss-20b", 13_761_264_768), ("gpt-oss-120b", 65_248_815_744)])
  func mixedFourBitsCountOnlyTheExperts(_ model: String, _ size: Int64) throws {
    let weights = try #require(
      VLLMMemory(try inputs(model, .mxfp4)).process.devices[0][.weights])
    #expect(weights.expected == Bytes(size * 1060 / 1000))
    #expect(weights.upper == Bytes(size * 1086 / 1000))
  }

  /// GiB that vLLM printed after loading, per rank.
  static let loaded: [(String, WeightFormat, Int64, Double)] = [
    ("Llama-3.1-8B", .bf16, 1, 14.9889), ("Qwen2.5-Coder-7B", .bf16, 1, 14.1931),
    ("Qwen2.5-14B", .bf16, 4, 6.9461), ("Qwen2.5-32B", .bf16, 4, 15.39),
    ("Qwen2.5-32B", .bf16, 2, 30.7098), ("Qwen3-30B-A3B", .bf16, 1, 56.9342),
    ("Qwen3-30B-A3B", .fp8, 1, 29.08), ("Qwen3-8B", .fp16, 2, 7.7), ("Qwen3-32B", .bf16, 8, 7.6871),
    ("Qwen3-14B", .awq, 1, 9.44), ("Phi-3-mini", .fp16, 1, 7.12), ("Qwen3-0.6B", .bf16, 1, 1.12),
    ("Llama-3.3-70B", .fp8, 2, 33.88), ("Mistral-Small-24B", .bf16, 1, 44.76),
    ("Qwen2.5-7B", .awq, 1, 5.2032), ("Qwen2.5-Coder-32B", .awq, 1, 18.1425),
    ("gpt-oss-120b", .mxfp4, 1, 65.9651),
  ]

  @Test(arguments: loaded) func weightsLieBetweenTheBounds(
    _ row: (model: String, format: WeightFormat, ranks: Int64, printed: Double)
  ) throws {
    let process = VLLMMemory(try inputs(row.model, row.format, ranks: row.ranks)).process
    #expect(process.devices.count == Int(row.ranks))
    let weights = try #require(process.devices[0][.weights])
    #expect(gibibytes(weights.expected) < row.printed + 0.02, "\(gibibytes(weights.expected))")
    #expect(gibibytes(weights.upper) > row.printed - 0.02, "\(gibibytes(weights.upper))")
  }

  @Test func oneRequestNeedsWhatTheErrorSays() throws {
    let process = VLLMMemory(
      try inputs("Qwen3-235B-A22B", .bf16, context: 262_144, ranks: 4)
    ).process
    #expect(process.devices[0][.cache]?.expected == Bytes(12_616_466_432))
    let coder = VLLMMemory(try inputs("Qwen3-30B-A3B", .fp8, context: 262_144)).process
    #expect(coder.devices[0][.cache]?.expected == .gibibytes(24))
    let latent = VLLMMemory(try inputs("DeepSeek-V3", .fp8, context: 4096, ranks: 8)).process
    #expect(latent.devices[7][.cache]?.expected == Bytes(4096 * 70_272))
  }

  /// A log of 0.13: 12.94 GiB served 54.44 requests of 8,192 tokens.
  @Test func windowsCountTheTokensInFlight() throws {
    let old = try inputs("gpt-oss-20b", .mxfp4, context: 8192, version: "0.13.0")
    let need = gibibytes(VLLMMemory(old).process.devices[0][.cache]?.expected)
    #expect(abs(12.94 / need - 54.44) < 0.03, "\(12.94 / need)")
    let new = try inputs("gpt-oss-20b", .mxfp4, context: 8192, version: "0.28.0")
    #expect(gibibytes(VLLMMemory(new).process.devices[0][.cache]?.expected) > need)
  }

  /// Ten full layers and fifty-two sliding ones share pages in groups of ten.
  @Test func shortGroupsArePadded() throws {
    let gemma = try inputs("Gemma-3-27b", .bf16, context: 32_768, version: "0.20.2")
    let page: Int64 = 2 * 16 * 16 * 128 * 2
    let (full, window): (Int64, Int64) = (32_768 / 16, (1023 + 2048 + 15) / 16 + 1)
    let need = VLLMMemory(gemma).process.devices[0][.cache]?.expected
    #expect(need == Bytes((10 * full + 60 * window) * page))
  }

  /// GiB that a planner's table measured at 1,024 sequences.
  @Test(arguments: [
    ("gpt-oss-20b", WeightFormat.mxfp4, 7.38), ("Qwen3-0.6B", .bf16, 5.56),
    ("Qwen3-32B", .bf16, 5.64), ("Llama-3.1-8B", .bf16, 4.76),
  ])
  func activationIsTheSamplers(_ model: String, _ format: WeightFormat, _ measured: Double) throws {
    let process = VLLMMemory(try inputs(model, format, limits: Self.large)).process
    let activation = gibibytes(process.devices[0][.activation]?.expected)
    #expect(abs(activation - measured) < 0.15, "\(activation)")
  }

  /// The sum that the example fleet states for its vLLM deployment, in GiB.
  @Test func theExampleFleetsSumIsItsComment() throws {
    let limits = VLLMLimits(sequences: 32, batchedTokens: 2048)
    let ledger = VLLMMemory(
      try inputs("Qwen2.5-72B", .awq, context: 8192, limits: limits)
    ).process.devices[0]
    #expect(abs(gibibytes(ledger.lower) - 42.44) < 0.02, "\(gibibytes(ledger.lower))")
    #expect(abs(gibibytes(ledger.upper) - 43.76) < 0.02, "\(gibibytes(ledger.upper))")
    let verdict = { (budget: Int64) in
      MemoryVerdict.ofProcess(ledger, budget: .gibibytes(budget), cap: .gibibytes(47))
    }
    #expect(verdict(44) == .fits)
    #expect(verdict(43) == .unproven)
    #expect(verdict(42) == .exceeds)
  }

  @Test func limitsFollowTheCard() {
    let card = { (total: Int64) in
      VLLMLimits.usual(total: .gibibytes(total), countsAsSmall: false)
    }
    #expect(card(24) == VLLMLimits(sequences: 256, batchedTokens: 2048))
    #expect(card(79) == VLLMLimits(sequences: 1024, batchedTokens: 8192))
    #expect(card(180) == VLLMLimits(sequences: 1024, batchedTokens: 16_384))
    #expect(VLLMLimits.usual(total: .gibibytes(79), countsAsSmall: true) == card(24))
  }

  @Test func olderVersionsCaptureGraphsOutsideTheBudget() throws {
    let old = VLLMMemory(try inputs("Qwen3-8B", .bf16, version: "0.20.2")).process.devices[0]
    let new = VLLMMemory(try inputs("Qwen3-8B", .bf16, version: "0.21.0")).process.devices[0]
    #expect(old[.graphs] == nil)
    #expect(new[.graphs] != nil)
    var eager = try inputs("Qwen3-8B", .bf16)
    eager.enforcesEager = true
    #expect(VLLMMemory(eager).process.devices[0][.graphs] == nil)
  }

  /// Stages hold no more together than the parts of the model and the padding.
  @Test func pipelinesShareTheLayers() throws {
    var split = try inputs("Llama-3.1-8B", .bf16)
    split.pipelineParallel = 2
    let stages = VLLMMemory(split).process.devices
    let whole = VLLMMemory(try inputs("Llama-3.1-8B", .bf16)).process.devices[0]
    let sum = stages.compactMap { $0[.weights]?.expected.count }.reduce(0, +)
    #expect(abs(sum - (whole[.weights]?.expected.count ?? 0)) < 1 << 20)
    #expect(stages[0][.cache]?.expected.count == (whole[.cache]?.expected.count ?? 0) / 2)
  }
}
