import FleetCatalog

/// Which type llama.cpp's quantiser gives each tensor of a file
/// (src/llama-quant.cpp: `tensor_allows_quantization`,
/// `llama_tensor_get_type_impl`, `tensor_type_fallback`).
struct TensorQuantizer {
  private let architecture: Architecture
  private let type: FileType
  private let hasImportanceMatrix: Bool
  private let mix: QuantizationMix
  /// How the quantiser tells the 70B models: by their eighty layers.
  private let isSeventyBillion: Bool
  /// Tensors named `ffn_down…` so far; the lowest mixes count these.
  private var downCount: Int64 = 0

  init(_ architecture: Architecture, as type: FileType, hasImportanceMatrix: Bool) {
    self.architecture = architecture
    self.type = type
    self.hasImportanceMatrix = hasImportanceMatrix
    mix = QuantizationMix.of(type)
    isSeventyBillion =
      architecture.layers == 80 && [.llama, .qwen2].contains(architecture.family)
  }

  /// To be asked in the order of the file.
  mutating func type(of tensor: Tensor) -> GGMLType {
    guard Self.isQuantized(tensor) else { return .f32 }
    let wanted = wanted(for: tensor)
    return fitted(wanted, to: tensor.dimensions[0])
  }

  /// Vectors, biases and routers stay as they are.
  private static func isQuantized(_ tensor: Tensor) -> Bool {
    tensor.dimensions.count > 1 && !tensor.isBias && tensor.kind != .router
  }

  private func fitted(_ wanted: GGMLType, to width: Int64) -> GGMLType {
    if width % wanted.block.weights == 0 { return wanted }
    return width % wanted.fallback.block.weights == 0 ? wanted.fallback : .f16
  }

  private mutating func wanted(for tensor: Tensor) -> GGMLType {
    let isHead =
      tensor.kind == .output || (tensor.kind == .embedding && architecture.tiesEmbeddings)
    switch type {
    case .f16, .bf16: return type.base
    case .mxfp4MoE where tensor.dimensions.count == 3: return .mxfp4
    default: break
    }
    if isHead { return headType }
    if tensor.kind == .embedding { return embeddingType }
    return layerType(of: tensor)
  }

  private var headType: GGMLType {
    if type.base == .q8_0 || architecture.hidden % type.base.block.weights != 0 { return .q8_0 }
    return type.isLowest || type == .iq3XXS ? .q5K : .q6K
  }

  private var embeddingType: GGMLType {
    switch type {
    case .iq1S, .iq1M, .iq2XXS, .iq2XS: .q2K
    case .iq2S, .iq2M, .iq3XXS: .iq3S
    default: type.base
    }
  }

  private mutating func layerType(of tensor: Tensor) -> GGMLType {
    let isDown = [.down, .expertDown, .sharedDown].contains(tensor.kind)
    let place = situation(of: tensor, isDown: isDown)
    if isDown { downCount += 1 }
    let exceptions = exceptions(for: tensor.kind)
    let chosen = exceptions.first { $0.0.holds(in: place) }?.1 ?? type.base
    return type.isLowest ? chosen : enriched(chosen, for: tensor.kind)
  }

  private func situation(of tensor: Tensor, isDown: Bool) -> QuantizationSituation {
    QuantizationSituation(
      position: type.isLowest && isDown ? downCount : tensor.layer ?? 0,
      layers: architecture.layers, sharing: architecture.attention.sharing,
      experts: architecture.experts?.count ?? 0, hasImportanceMatrix: hasImportanceMatrix)
  }

  private func exceptions(for kind: TensorKind) -> QuantizationMix.Exceptions {
    switch kind {
    case .value, .fusedQueryKeyValue: mix.value
    case .key: mix.key
    case .query: mix.query
    case .attentionOutput: mix.attentionOutput
    case .down, .expertDown, .sharedDown: mix.down
    case .gate, .up, .expertGate, .expertUp, .sharedGate, .sharedUp: mix.gateAndUp
    default: []
    }
  }

  /// Attention is cheap beside eight experts or eighty layers, so it gets more.
  private func enriched(_ chosen: GGMLType, for kind: TensorKind) -> GGMLType {
    let hasEightExperts = architecture.experts?.count == 8
    switch kind {
    case .value, .fusedQueryKeyValue, .key:
      if hasEightExperts { return .q8_0 }
      let isValue = kind != .key
      return isValue && isSeventyBillion && [.q3K, .q4K].contains(chosen) ? .q5K : chosen
    case .attentionOutput where hasEightExperts:
      return QuantizationMix.richOutputWithEightExperts.contains(type) ? .q5K : type.base
    default: return chosen
    }
  }
}
