import FleetCatalog

/// The scratch memory of llama.cpp's graphs: a closed form with bounds, fitted to
/// what `llama_context::sched_reserve` allocates for its worst case.
///
/// The largest moment of a step counts: the logits, the feed-forward block with
/// the attention mask, or attention itself. The upper bound allows for tensors
/// that the allocator could not overlay.
struct LlamaCompute {
  /// What a device has to do.
  struct Share {
    var hasLayers: Bool
    var hasHead: Bool
    /// Position among the devices between which batches are pipelined.
    var pipeline: Int?
  }

  private let inputs: LlamaInputs
  private let cache: LlamaCache
  private var architecture: Architecture { inputs.architecture }
  private var experts: ArchitectureExperts? { architecture.experts }
  private var isLatent: Bool { architecture.attention.latent != nil }

  init(_ inputs: LlamaInputs) {
    self.inputs = inputs
    cache = LlamaCache(inputs)
  }

  func device(_ share: Share) -> (expected: Formula, upper: Formula) {
    guard share.hasLayers || share.hasHead else { return (0, 0) }
    let moments =
      (share.hasHead ? [logits] : [])
      + (share.hasLayers ? [feedForward + mask, attention + mask] : [])
    let plain = Formula.max(moments)
    var bounds = [plain + 2 * wide(hidden) + slidingMask]
    if share.hasHead { bounds.append(headBound) }
    if share.hasHead && isLatent { bounds.append(logits + .quotient(attention, 2)) }
    if !share.hasHead && experts != nil { bounds.append(routingBound + mask + slidingMask) }
    var upper = Formula.max(bounds)
    if let experts, experts.sharedWidth > 0, !inputs.usesFlashAttention {
      upper = upper + wide(.count(experts.sharedWidth, "shared"))
    }
    guard let position = share.pipeline else { return (plain, upper) }
    let copies = pipelineCopies(isFirst: position == 0)
    return (plain + copies, upper + copies)
  }

  /// Host buffers beside devices that do all the work, or some of it.
  func host(computes: Bool, attends: Bool, pipelines: Bool) -> (expected: Formula, upper: Formula) {
    if pipelines {
      let formula = 5 * wide(hidden) + 4 * masks
      return (formula, formula)
    }
    guard computes else {
      let formula = 2 * wide(hidden) + masks + hostCacheCopies
      return (formula, formula)
    }
    let busiest =
      attends && !inputs.usesFlashAttention ? Formula.max([feedForward, attention]) : feedForward
    let rest = wide(hidden) + mask
    let routed = experts == nil ? busiest : .max([busiest, routingBound])
    return (busiest + rest, routed + rest + slidingMask)
  }

  /// Logits of the head alone, where it is staged for one device without layers.
  var logits: Formula {
    let rows = inputs.task == .encode ? cache.step : .count(logitsRows, "rows")
    return .named(
      "logits", 4 * .sum([rows * .count(architecture.vocabulary, "vocabulary"), tokens * hidden]))
  }

  private var logitsRows: Int64 {
    max(1, min(inputs.logitsRows ?? inputs.parallel, cache.step.value))
  }

  private var tokens: Formula { .count(cache.step.value, "tokens") }
  private var hidden: Formula { .count(architecture.hidden, "hidden") }
  private var heads: Formula { .count(architecture.attention.heads, "heads") }

  /// Width of what a token uses of the feed-forward block.
  private var width: Formula {
    guard let experts else { return .count(architecture.feedForward, "feed-forward") }
    return .count(Saturating.product(experts.active, experts.width), "active experts")
  }

  /// So many 32-bit numbers for every token of a step.
  private func wide(_ numbers: Formula) -> Formula { 4 * tokens * numbers }

  private var maskSize: Formula {
    .select(
      FormulaCondition(
        inputs.usesFlashAttention, "flash attention", otherwise: "no flash attention"), 2, 4)
  }

  private var mask: Formula { .named("mask", maskSize * .counted("cells", cache.cells) * tokens) }

  private var slidingMask: Formula {
    guard architecture.window != nil else { return 0 }
    return .named(
      "window mask", maskSize * .counted("window cells", cache.slidingCells) * tokens)
  }

  private var masks: Formula { architecture.window == nil ? mask : mask + slidingMask }

  private var feedForward: Formula {
    .named("feed-forward", wide(3 * .sum([width, hidden])))
  }

  private var attention: Formula {
    let attention = architecture.attention
    let size: Formula
    if let latent = attention.latent {
      let head = Saturating.sum(
        2 * (latent.keyValueRank + latent.ropeSize), latent.nopeSize)
      size = .sum([heads * .count(head, "latent values"), 4 * hidden])
    } else {
      size = .sum([3 * hidden, 2 * heads * .count(attention.headSize, "head size")])
    }
    let scores = inputs.usesFlashAttention ? [] : [wide(heads * .counted("cells", cache.cells))]
    return .named("attention", scores.reduce(wide(size), +))
  }

  private var headBound: Formula {
    let shared = Formula.quotient(.count(experts?.sharedWidth ?? 0, "shared"), 4)
    let vocabulary = Formula.count(architecture.vocabulary, "vocabulary")
    return wide(.sum([vocabulary, 5 * hidden, .min([width, vocabulary]), shared])) + mask
      + slidingMask
  }

  /// A bound that holds for layers with experts where no head hides them.
  private var routingBound: Formula {
    let active = Formula.count(experts?.active ?? 0, "active")
    return wide(.sum([2 * active * hidden, 2 * width, hidden]))
  }

  /// Inputs are kept four times over (ggml `GGML_SCHED_MAX_COPIES`), and devices
  /// behind the first keep what the one before hands on.
  private func pipelineCopies(isFirst: Bool) -> Formula {
    let inputs = 4 * .sum([wide(hidden), masks])
    return .named("pipeline copies", isFirst ? inputs : inputs + 4 * wide(hidden))
  }

  /// Without flash attention keys and values pass through the host's input side;
  /// a latent cache does not.
  private var hostCacheCopies: Formula {
    guard !inputs.usesFlashAttention, !isLatent else { return 0 }
    let attention = architecture.attention
    let row = Formula.count(attention.keyValueHeads * attention.headSize, "K values")
    let kinds: Formula = architecture.window == nil ? 1 : 2
    return 2 * wide(row) * kinds
  }
}
