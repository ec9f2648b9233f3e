import FleetCatalog
import FleetValues

/// The smallest change of each setting that makes a llama.cpp process pass.
///
/// Every setting changes memory in one direction, so each search is a walk down
/// a short list or a halving; nothing is tried in combination.
package struct LlamaRepairs {
  private let inputs: LlamaInputs
  private let passes: (ProcessMemory) -> Bool

  /// `passes` judges a changed process in the place it has, beside whatever else
  /// runs there.
  package init(of inputs: LlamaInputs, passes: @escaping (ProcessMemory) -> Bool) {
    self.inputs = inputs
    self.passes = passes
  }

  /// At most one for each setting, the one that moves least first.
  package var smallest: [MemoryRepair] {
    let before = Self.claim(LlamaMemory(inputs).process)
    let changes = [cacheType, totalContext, fileType, hostExperts, hostLayers].compactMap { $0 }
    let repairs = changes.map { change in
      MemoryRepair(change, saves: before - Self.claim(LlamaMemory(changed(by: change)).process))
    }
    return repairs.sorted { $0.saves < $1.saves }
  }

  private static func claim(_ process: ProcessMemory) -> Bytes {
    let ledgers = process.devices.isEmpty ? [process.host] : process.devices
    return ledgers.reduce(.zero) { $0 + $1.upper }
  }

  private func works(_ change: MemoryRepair.Change) -> Bool {
    passes(LlamaMemory(changed(by: change)).process)
  }

  package func changed(by change: MemoryRepair.Change) -> LlamaInputs {
    var inputs = inputs
    switch change {
    case .cacheType(let type): (inputs.keyType, inputs.valueType) = (type, type)
    case .totalContext(let tokens): inputs.totalContext = tokens
    case .fileType(let type):
      inputs.weights = .derived(type, hasImportanceMatrix: hasImportanceMatrix)
    case .hostExperts(let layers): inputs.placement.hostExperts = .ofFirst(layers)
    case .hostLayers(let count, of: let layers):
      inputs.placement.gpuLayers = layers + 1 - count
    }
    return inputs
  }

  /// A quantised cache of values needs flash attention, and rows of whole blocks.
  private var cacheType: MemoryRepair.Change? {
    let attention = inputs.architecture.attention
    let width = attention.keyValueHeads * attention.headSize
    guard inputs.task == .generate, inputs.usesFlashAttention, width % 32 == 0,
      inputs.keyType == inputs.valueType
    else { return nil }
    let narrower = [CacheType.q8_0, .q5_1, .q4_0].filter {
      $0.type.row(32) < inputs.keyType.type.row(32)
    }
    return narrower.map { .cacheType($0) }.first(where: works)
  }

  /// No shorter than what llama.cpp's own fitting stops at
  /// (common/common.h, `fit_params_min_ctx`).
  private var totalContext: MemoryRepair.Change? {
    guard inputs.totalContext > 4096 else { return nil }
    let slots = max(1, inputs.parallel)
    let longest = LargestContext.search(upTo: inputs.totalContext - 1, step: 256 * slots) {
      works(.totalContext($0))
    }
    return longest.flatMap { $0 / slots >= 4096 ? .totalContext($0) : nil }
  }

  private var fileType: MemoryRepair.Change? {
    guard case .derived(let current, _) = inputs.weights,
      let size = tensorBytes(as: current)
    else { return nil }
    let smaller = FileType.allCases.compactMap { type in
      tensorBytes(as: type).flatMap { $0 < size ? (type: type, size: $0) : nil }
    }
    return smaller.sorted { $0.size > $1.size }.map { .fileType($0.type) }.first(where: works)
  }

  private var hasImportanceMatrix: Bool {
    if case .derived(_, let hasMatrix) = inputs.weights { hasMatrix } else { false }
  }

  private func tensorBytes(as type: FileType) -> Int64? {
    let origin = WeightsOrigin.derived(type, hasImportanceMatrix: hasImportanceMatrix)
    return ModelWeights(of: inputs.architecture, from: origin)?.tensorBytes
  }

  private var hostExperts: MemoryRepair.Change? {
    guard inputs.architecture.experts != nil, !inputs.placement.devices.isEmpty,
      case .ofFirst(let present) = inputs.placement.hostExperts
    else { return nil }
    return fewest(above: present) { .hostExperts($0) }
  }

  private var hostLayers: MemoryRepair.Change? {
    let layers = inputs.architecture.layers
    guard !inputs.placement.devices.isEmpty else { return nil }
    let present = layers + 1 - min(inputs.placement.gpuLayers ?? layers + 1, layers + 1)
    return fewest(above: present) { .hostLayers($0, of: layers) }
  }

  /// The least count of layers that passes, by halving.
  private func fewest(
    above present: Int64, _ change: (Int64) -> MemoryRepair.Change
  ) -> MemoryRepair.Change? {
    let layers = inputs.architecture.layers
    guard present < layers, works(change(layers)) else { return nil }
    var (failing, passing) = (present, layers)
    while passing - failing > 1 {
      let middle = failing + (passing - failing) / 2
      if works(change(middle)) { passing = middle } else { failing = middle }
    }
    return change(passing)
  }
}
