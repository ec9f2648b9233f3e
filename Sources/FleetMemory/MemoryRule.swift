/// The rules that this module applies, each with where it was read and how sure
/// it is. `docs/memory.md` is the same list for people; a test compares the two.
package struct MemoryRule: Hashable, Sendable {
  package let name: String
  package let source: String
  package let certainty: MemoryCertainty

  private init(_ name: String, _ certainty: MemoryCertainty, _ source: String) {
    self.name = name
    self.source = source
    self.certainty = certainty
  }

  package static let ggufWeights = MemoryRule(
    "gguf-weights", .exact, "llama.cpp src/llama-quant.cpp, src/llama-model.cpp")
  package static let statedWeights = MemoryRule(
    "stated-weights", .derived, "the spec's size, shared out by the tensors' elements")
  package static let countedWeights = MemoryRule(
    "counted-weights", .heuristic, "the spec's parameter count at the base type's width")
  package static let llamaCache = MemoryRule(
    "llama-kv-cache", .exact, "llama.cpp src/llama-kv-cache.cpp, src/llama-kv-cache-iswa.cpp")
  package static let llamaCompute = MemoryRule(
    "llama-compute", .derived,
    "fitted to 1,143 breakdowns of llama.cpp's llama_context::sched_reserve")
  package static let unlistedCache = MemoryRule(
    "unlisted-kv-cache", .heuristic,
    "the llama-kv-cache rule for a family nobody listed, as if every layer kept a cache")
  package static let unlistedCompute = MemoryRule(
    "unlisted-compute", .heuristic,
    "the llama-compute rule for a family it was not compared with, its bound doubled")
  package static let cudaContext = MemoryRule(
    "cuda-context", .heuristic, "llama.cpp pull request 23604: 3 MiB a multiprocessor")
  package static let driverSlack = MemoryRule(
    "driver-slack", .heuristic, "256 MiB for lazily loaded kernels and pools at most")
  package static let expertStaging = MemoryRule(
    "expert-staging", .heuristic, "llama.cpp tools/fit-params/README.md, one measurement")
  package static let hostProcess = MemoryRule(
    "host-process", .heuristic, "0.2 GiB; measured ones lie between 0.1 and 0.4 GiB")
  package static let promptCache = MemoryRule(
    "prompt-cache", .exact, "llama.cpp common/common.h, --cache-ram")
  package static let projector = MemoryRule(
    "projector", .heuristic, "Ollama: the file and at most 1 GiB for its graph")
  package static let draftModel = MemoryRule(
    "draft-model", .derived, "llama.cpp pull request 23485: a second model at the same context")
  package static let vllmWeights = MemoryRule(
    "vllm-weights", .derived, "published safetensors sizes; logs load 0 to 2.5 % more")
  package static let vllmCache = MemoryRule(
    "vllm-kv-cache", .exact, "vLLM vllm/v1/kv_cache_interface.py")
  package static let vllmActivation = MemoryRule(
    "vllm-activation", .heuristic, "fitted to llm-d-planner docs/empirical-vllm-memory-results.md")
  package static let vllmNonTorch = MemoryRule(
    "vllm-non-torch", .heuristic, "llm-d-planner and kaito presets")
  package static let vllmGraphs = MemoryRule(
    "vllm-cuda-graphs", .heuristic, "vLLM pull request 30515 and logs: 0.3 to 1.0 GiB")
  package static let measured = MemoryRule(
    "measured", .measured, "the spec's own measurement")

  package static let all = [
    ggufWeights, statedWeights, countedWeights, llamaCache, llamaCompute, unlistedCache,
    unlistedCompute, cudaContext, driverSlack, expertStaging, hostProcess, promptCache, projector,
    draftModel, vllmWeights,
    vllmCache, vllmActivation, vllmNonTorch, vllmGraphs, measured,
  ]
}

/// How far a rule can be trusted.
package enum MemoryCertainty: String, CaseIterable, Comparable, Sendable {
  /// Equal to what the engine itself computes.
  case exact
  /// Read from a log or a driver.
  case measured
  /// Follows from facts, and was compared with measurements.
  case derived
  /// A rule of thumb with few measurements behind it.
  case heuristic

  /// The surest first.
  package static func < (left: MemoryCertainty, right: MemoryCertainty) -> Bool {
    allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
  }
}
