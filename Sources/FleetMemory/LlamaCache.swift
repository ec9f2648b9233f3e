import FleetValues
import FleetCatalog

/// The KV cache of llama.cpp (src/llama-kv-cache.cpp, src/llama-kv-cache-iswa.cpp,
/// src/llama-context.cpp): cells of a stream, times the streams, times the bytes
/// that a layer keeps of a token.
struct LlamaCache {
  private let inputs: LlamaInputs

  init(_ inputs: LlamaInputs) { self.inputs = inputs }

  /// The context as the engine rounds it.
  var context: Formula { .pad(.count(inputs.totalContext, "tokens of context"), to: 256) }

  /// Cells of one stream: the whole context where slots share it, else a slot's.
  var cells: Formula {
    guard !inputs.unifiesCache, inputs.parallel != 1 else { return context }
    return .pad(.quotient(context, .count(inputs.parallel, "slots")), to: 256)
  }

  /// Cells of a sliding layer: the window and one step, never more than the rest.
  var slidingCells: Formula {
    guard let window = inputs.architecture.window, !inputs.keepsFullWindow else { return cells }
    let seen = Formula.count(window.tokens, "tokens of window")
    let windows = inputs.unifiesCache ? seen * .count(inputs.parallel, "slots") : seen
    return .pad(.min([cells, windows + step]), to: 256)
  }

  /// Tokens of one physical step.
  var step: Formula {
    .min([.count(min(inputs.microBatch, inputs.batch), "tokens a step"), context])
  }

  /// The cache of some of the layers.
  func term(ofLayers layers: [Int64]) -> MemoryTerm {
    let sliding = layers.filter(inputs.architecture.slides).count
    let kinds = [
      (layers.count - sliding, "layers", Formula.counted("cells", cells)),
      (sliding, "sliding layers", Formula.counted("window cells", slidingCells)),
    ]
    let parts = kinds.filter { $0.0 > 0 }.map { count, name, cells in
      streams.reduce(Formula.count(Int64(count), name) * cells, *) * tokenBytes
    }
    let rule: MemoryRule =
      inputs.architecture.family.listsTensors ? .llamaCache : .unlistedCache
    return MemoryTerm(.cache, parts.count == 1 ? parts[0] : .sum(parts), by: rule)
  }

  /// One for each slot, unless they share one.
  private var streams: [Formula] {
    inputs.unifiesCache || inputs.parallel == 1 ? [] : [.count(inputs.parallel, "streams")]
  }

  /// Bytes that one layer keeps of one token. A latent cache has no values.
  var tokenBytes: Formula {
    let attention = inputs.architecture.attention
    let (key, value) = (inputs.keyType, inputs.valueType)
    if let latent = attention.latent {
      let row = key.type.row(latent.keyValueRank + latent.ropeSize)
      return .bytes(row, "latent \(key.rawValue)")
    }
    let width = attention.keyValueHeads * attention.headSize
    return .sum([
      .bytes(key.type.row(width), "K \(key.rawValue)"),
      .bytes(value.type.row(width), "V \(value.rawValue)"),
    ])
  }
}
