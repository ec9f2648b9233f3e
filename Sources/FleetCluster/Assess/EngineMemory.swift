import FleetCatalog
import FleetDiagnostics
import FleetMemory
import FleetSpec
import FleetValues

/// From a deployment to the inputs of the memory rules: the same numbers that
/// end up on its command line.
///
/// A large fleet runs the same few processes many times over: each is worked out
/// once.
struct EngineMemory {
  private var known: [LlamaInputs: ProcessMemory] = [:]

  mutating func process(
    _ deployment: ResolvedDeployment, on node: ResolvedNode
  ) -> ProcessMemory {
    let inputs = Self.inputs(deployment, on: node)
    if let process = known[inputs] { return process }
    let process = LlamaMemory(inputs).process
    known[inputs] = process
    return process
  }

  /// llama.cpp's server, which Ollama runs as well since it drives upstream's.
  static func inputs(
    _ deployment: ResolvedDeployment, on node: ResolvedNode
  ) -> LlamaInputs {
    var inputs = LlamaInputs(
      architecture: deployment.model.architecture, weights: deployment.model.weights,
      totalContext: deployment.totalContext, placement: placement(deployment, on: node))
    inputs.parallel = Int64(deployment.parallel.value)
    inputs.microBatch = Int64(deployment.batch.value)
    inputs.batch = Int64(deployment.logicalBatch)
    inputs.keyType = deployment.kv.value.k
    inputs.valueType = deployment.kv.value.v
    inputs.usesFlashAttention = deployment.flashAttention.value
    inputs.promptCache = deployment.promptCache.value
    return inputs
  }

  private static func placement(
    _ deployment: ResolvedDeployment, on node: ResolvedNode
  ) -> LlamaPlacement {
    let cards = node.accelerators.filter { deployment.devices.contains($0.index) }
    // An engine that cannot drive the cards was reported; it is counted nowhere.
    let devices = deployment.backend == nil ? [] : cards.map { device($0, deployment) }
    return LlamaPlacement(
      devices: devices, gpuLayers: deployment.layersOnDevices,
      split: deployment.split?.value.map(Int64.init) ?? [], hostExperts: experts(deployment),
      keepsCacheOnHost: deployment.hostCache.value)
  }

  private static func device(
    _ card: ResolvedAccelerator, _ deployment: ResolvedDeployment
  ) -> MemoryDevice {
    guard deployment.backend == .cuda else { return .other }
    return .cuda(multiprocessors: card.multiprocessors == 0 ? nil : Int64(card.multiprocessors))
  }

  private static func experts(_ deployment: ResolvedDeployment) -> LlamaPlacement.HostExperts {
    switch deployment.hostExperts.value {
    case .all: .all
    case .ofFirst(let count): .ofFirst(Int64(count))
    case nil: .ofFirst(0)
    }
  }
}

extension ResolvedDeployment {
  /// Tokens of all slots together: llama.cpp's `-c` is a total.
  package var totalContext: Int64 { Int64(context.value) * Int64(parallel.value) }

  /// Layers on the devices, the output head counted as the one behind the last
  /// (`-ngl`, src/llama-model.cpp): all are one more than there are.
  package var layersOnDevices: Int64 {
    backend == nil ? 0 : max(0, model.architecture.layers + 1 - Int64(hostLayers.value))
  }

  /// The logical batch (`-b`): llama.cpp's own default, or the physical one where
  /// that is larger.
  package var logicalBatch: Int { max(2048, batch.value) }
}
