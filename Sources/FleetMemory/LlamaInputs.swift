package import FleetCatalog
package import FleetValues

/// One process of llama.cpp's server, or one loaded model of Ollama, which runs
/// that server: what it loads, how it is called and where it goes.
package struct LlamaInputs: Hashable, Sendable {
  package var architecture: Architecture
  package var weights: WeightsOrigin
  package var task: MemoryTask = .generate
  /// Tokens of all slots together (`-c`).
  package var totalContext: Int64
  /// Slots (`-np`).
  package var parallel: Int64 = 1
  /// Tokens a step may hold, logically and physically (`-b`, `-ub`).
  package var batch: Int64 = 2048
  package var microBatch: Int64 = 512
  package var keyType: CacheType = .f16
  package var valueType: CacheType = .f16
  package var usesFlashAttention = true
  /// All slots share one cache (`--kv-unified`).
  package var unifiesCache = false
  /// Sliding layers keep the whole context (`--swa-full`).
  package var keepsFullWindow = false
  /// Rows of logits that are kept; nil for as many as there are slots, which is
  /// what llama-server has kept since it limits its outputs. The command-line
  /// tools keep one for every token of a step.
  package var logitsRows: Int64?
  package var placement: LlamaPlacement
  package var promptCache: Bytes = .zero
  package var projector: Bytes?
  package var draft: LlamaDraft?

  package init(
    architecture: Architecture, weights: WeightsOrigin, totalContext: Int64,
    placement: LlamaPlacement
  ) {
    self.architecture = architecture
    self.weights = weights
    self.totalContext = totalContext
    self.placement = placement
  }

  /// Slots that may each hold so many tokens: what a spec says, where the engine
  /// wants the total.
  package mutating func setSlots(_ count: Int64, contextOfEach tokens: Int64) {
    parallel = count
    totalContext = Saturating.product(tokens, count)
  }
}

/// What a process answers with: text, or one vector a request. An encoder keeps
/// no cache.
package enum MemoryTask: Hashable, Sendable {
  case generate
  case encode
}

/// The second model of speculative decoding, wholly on the first device.
package struct LlamaDraft: Hashable, Sendable {
  package var architecture: Architecture
  package var weights: WeightsOrigin

  package init(architecture: Architecture, weights: WeightsOrigin) {
    self.architecture = architecture
    self.weights = weights
  }
}
