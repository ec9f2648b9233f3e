import FleetCatalog
import FleetValues

/// The KV pages that one full request needs on a rank: less and vLLM refuses to
/// start (vLLM vllm/v1/kv_cache_interface.py, vllm/v1/core/kv_cache_utils.py).
struct VLLMCache {
  private let inputs: VLLMInputs
  private var architecture: Architecture { inputs.architecture }

  init(_ inputs: VLLMInputs) { self.inputs = inputs }

  /// Tokens of a page.
  private static let block: Int64 = 16

  var term: MemoryTerm {
    let groups = layerGroups
    var parts: [Formula] = []
    if groups.full > 0 {
      parts.append(layers(groups.full, "layers") * .counted("pages", fullPages) * pageBytes)
    }
    if groups.sliding > 0 {
      parts.append(
        layers(groups.sliding, "sliding layers") * .counted("window pages", windowPages) * pageBytes
      )
    }
    return MemoryTerm(.cache, parts.count == 1 ? parts[0] : .sum(parts), by: .vllmCache)
  }

  /// Layers that are paid for. Groups share pages, so they hold equally many
  /// layers and a short one is padded.
  private var layerGroups: (full: Int64, sliding: Int64) {
    let (full, sliding) = (architecture.fullLayers, architecture.slidingLayers)
    guard full > 0, sliding > 0 else { return (full, sliding) }
    let (few, many) = (min(full, sliding), max(full, sliding))
    let size = many * 4 < few * 5 ? many : few
    let padded = { Saturating.padded($0, to: size) }
    return (padded(full), padded(sliding))
  }

  private func layers(_ count: Int64, _ name: String) -> Formula {
    let all = Formula.count(count, name)
    let stages = inputs.pipelineParallel
    return stages > 1 ? .ceilDiv(all, .count(stages, "stages")) : all
  }

  private var fullPages: Formula {
    .ceilDiv(.count(inputs.context, "tokens of context"), .constant(Self.block))
  }

  /// The window, and the tokens of the steps in flight: one up to 0.20.2, one
  /// more than the pipeline has stages since scheduling is asynchronous.
  private var windowPages: Formula {
    let window = Formula.count((architecture.window?.tokens ?? 1) - 1, "tokens before")
    let steps = isAsynchronous ? inputs.pipelineParallel + 1 : 1
    let inFlight =
      Formula.count(steps, "steps") * .count(inputs.limits.batchedTokens, "tokens a step")
    let tokens = Formula.min([window + inFlight, .count(inputs.context, "tokens of context")])
    return .ceilDiv(tokens, .constant(Self.block)) + 1
  }

  private var isAsynchronous: Bool {
    EngineVersion("0.20.2").map { inputs.version > $0 } ?? true
  }

  /// A latent cache is whole on every rank; heads are dealt out, one at least.
  private var pageBytes: Formula {
    let attention = architecture.attention
    let width = Formula.bytes(inputs.cacheType == .fp8 ? 1 : 2, inputs.cacheType.rawValue)
    let tokens = Formula.count(Self.block, "tokens a page")
    if let latent = attention.latent {
      return tokens * .count(latent.keyValueRank + latent.ropeSize, "latent values") * width
    }
    let heads = Formula.ceilDiv(
      .count(attention.keyValueHeads, "KV heads"), .count(inputs.tensorParallel, "ranks"))
    return 2 * tokens * heads * .count(attention.headSize, "head size") * width
  }
}
