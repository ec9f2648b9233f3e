import FleetCatalog
package import FleetValues

/// The memory of one vLLM process: what it must find inside its budget on every
/// rank (vLLM vllm/v1/worker/gpu_worker.py, `determine_available_memory`).
///
/// It takes all of its budget for pages, whatever is needed; these terms say
/// whether the budget is enough for one full request.
package struct VLLMMemory {
  private let inputs: VLLMInputs

  package init(_ inputs: VLLMInputs) {
    invariant(
      inputs.tensorParallel > 0 && inputs.pipelineParallel > 0,
      "a vLLM process has at least one rank")
    self.inputs = inputs
  }

  /// Devices stand stage by stage, the ranks of a stage side by side.
  package var process: ProcessMemory {
    let weights = VLLMWeights(inputs)
    var gaps: [MemoryGap] = []
    let ledgers = (0..<inputs.pipelineParallel).flatMap { stage -> [MemoryLedger] in
      let loaded = weights.term(ofStage: stage)
      if loaded == nil && gaps.isEmpty { gaps.append(.weights(of: inputs.architecture)) }
      let ledger = MemoryLedger([loaded].compactMap { $0 } + otherTerms)
      return Array(repeating: ledger, count: Int(inputs.tensorParallel))
    }
    let ranks = Int64(ledgers.count)
    let kept = Formula.count(ranks, "ranks") * .bytes(inputs.hostWeights, "kept on the host")
    let host = MemoryLedger([MemoryTerm(.weights, kept, by: .vllmWeights)])
    return ProcessMemory(devices: ledgers, host: host, gaps: gaps)
  }

  /// What a budget leaves for pages on a rank, at the expected amounts.
  package func cachePool(ofRank ledger: MemoryLedger, in budget: Bytes) -> Bytes {
    let rest = budget - ledger.lower + (ledger[.cache]?.expected ?? .zero)
    return max(.zero, rest)
  }

  private var otherTerms: [MemoryTerm] {
    let cache = inputs.task == .generate ? [VLLMCache(inputs).term] : []
    return cache + [activation, nonTorch] + graphs
  }

  /// The sampler's warm-up, or the widest layer of a full step.
  private var activation: MemoryTerm {
    let architecture = inputs.architecture
    let sequences = Formula.count(inputs.limits.sequences, "sequences")
    let tokens = Formula.count(inputs.limits.batchedTokens, "tokens a step")
    let width =
      architecture.experts.map { Saturating.product($0.active, $0.width) }
      ?? architecture.feedForward
    let sampler = Formula.quotient(
      387 * sequences * .count(architecture.vocabulary, "vocabulary"), 10)
    let feedForward = Formula.ceilDiv(
      6 * .count(width, "feed-forward"), .count(inputs.tensorParallel, "ranks"))
    let layer = tokens * .sum([feedForward, 12 * .count(architecture.hidden, "hidden")])
    let moments = [Formula.named("layer", layer)]
    let all = inputs.task == .generate ? [Formula.named("sampler", sampler)] + moments : moments
    return MemoryTerm(.activation, .max(all), by: .vllmActivation)
  }

  private var nonTorch: MemoryTerm {
    guard inputs.tensorParallel > 1 else {
      return MemoryTerm(.nonTorch, Self.hundredths(15, "driver"), by: .vllmNonTorch)
    }
    let name = "driver and communication"
    return MemoryTerm(
      .nonTorch, Self.hundredths(55, name), upTo: Self.hundredths(60, name), by: .vllmNonTorch)
  }

  /// Inside the budget since 0.21; before, captured on top of it.
  private var graphs: [MemoryTerm] {
    let countsGraphs = EngineVersion("0.21").map { inputs.version >= $0 } ?? true
    guard countsGraphs && !inputs.enforcesEager else { return [] }
    return [
      MemoryTerm(
        .graphs, Self.hundredths(65, "graphs"), upTo: Self.hundredths(100, "graphs"),
        by: .vllmGraphs)
    ]
  }

  /// So many hundredths of a GiB.
  private static func hundredths(_ count: Int64, _ name: String) -> Formula {
    .bytes(count * (1 << 30) / 100, name)
  }
}
