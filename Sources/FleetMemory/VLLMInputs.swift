package import FleetCatalog
package import FleetValues

/// One vLLM process, with the settings that decide its memory.
package struct VLLMInputs: Hashable, Sendable {
  package enum Weights: Hashable, Sendable {
    case derived(WeightFormat)
    /// For a family whose tensors are not listed.
    case counted(parameters: Int64, as: WeightFormat)
    /// The checkpoint's size on disk.
    case stated(Bytes)
  }

  package enum CacheType: String, CaseIterable, Sendable {
    case f16
    case fp8
  }

  package var architecture: Architecture
  package var weights: Weights
  package var task: MemoryTask = .generate
  /// `--max-model-len`: tokens of one request.
  package var context: Int64
  package var limits: VLLMLimits
  package var cacheType: CacheType = .f16
  package var tensorParallel: Int64 = 1
  package var pipelineParallel: Int64 = 1
  /// `--cpu-offload-gb`, of each rank's weights.
  package var hostWeights: Bytes = .zero
  package var enforcesEager = false
  package var version: EngineVersion

  package init(
    architecture: Architecture, weights: Weights, context: Int64, limits: VLLMLimits,
    version: EngineVersion
  ) {
    self.architecture = architecture
    self.weights = weights
    self.context = context
    self.limits = limits
    self.version = version
  }

  /// Attention heads are dealt out evenly, or vLLM refuses to start.
  package var canSplit: Bool { architecture.attention.heads % max(1, tensorParallel) == 0 }
}
