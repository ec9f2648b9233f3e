/// A family of architectures: models whose files hold the same tensors.
///
/// A family is one row of `table`; a new one is a new row and, where its layers
/// hold tensors that no other family has, a trait for them.
package struct ArchitectureFamily: Hashable, Sendable {
  /// As `general.architecture` of a GGUF file says it; for an unknown family as
  /// the configuration calls it.
  package let name: String
  /// The `model_type`s of configurations that belong to it.
  package let modelTypes: [String]
  package let traits: Set<ArchitectureTrait>
  /// Sliding layers recur every so many layers, or never.
  package let windowPattern: Int64?
  /// What its configuration class in transformers assumes where a file is silent.
  package let defaults: [ArchitectureKey: Int64]

  private init(
    _ name: String, of modelTypes: [String], _ traits: Set<ArchitectureTrait> = [],
    windowPattern: Int64? = nil, defaults: [ArchitectureKey: Int64] = [:]
  ) {
    self.name = name
    self.modelTypes = modelTypes
    self.traits = traits
    self.windowPattern = windowPattern
    self.defaults = defaults
  }

  /// The family whose tensors nobody has listed here: its cache and scratch are
  /// estimated from its numbers, its weights need a size or a parameter count.
  package static func unknown(_ modelType: String) -> ArchitectureFamily {
    ArchitectureFamily(modelType, of: [modelType], [.unlistedTensors])
  }

  package func has(_ trait: ArchitectureTrait) -> Bool { traits.contains(trait) }

  /// Which tensors its files hold is known.
  package var listsTensors: Bool { !has(.unlistedTensors) }

  /// By `model_type` or by a GGUF file's architecture name.
  package static func named(_ name: String) -> ArchitectureFamily {
    table.first { $0.modelTypes.contains(name) || $0.name == name } ?? unknown(name)
  }

  package static let llama = ArchitectureFamily(
    "llama", of: ["llama", "mistral", "mixtral"], [.expertsAreAsWideAsDense])
  package static let qwen2 = ArchitectureFamily("qwen2", of: ["qwen2"], [.queryBias])
  package static let qwen2moe = ArchitectureFamily(
    "qwen2moe", of: ["qwen2_moe"], [.queryBias, .sharedExpertGate])
  package static let qwen3 = ArchitectureFamily("qwen3", of: ["qwen3"], [.queryNorm])
  package static let qwen3moe = ArchitectureFamily("qwen3moe", of: ["qwen3_moe"], [.queryNorm])
  package static let gemma2 = ArchitectureFamily(
    "gemma2", of: ["gemma2"], [.postNorms, .tiesByDefault], windowPattern: 2,
    defaults: [.slidingWindow: 4096])
  /// The multimodal files state little of their text part.
  package static let gemma3 = ArchitectureFamily(
    "gemma3", of: ["gemma3", "gemma3_text"],
    [.postNorms, .queryNorm, .tiesByDefault, .trimsVocabulary], windowPattern: 6,
    defaults: [
      .attentionHeads: 8, .keyValueHeads: 4, .headSize: 256, .vocabulary: 262_208,
      .slidingWindow: 4096,
    ])
  package static let phi3 = ArchitectureFamily("phi3", of: ["phi3"], [.fusedProjections])
  package static let deepseek2 = ArchitectureFamily(
    "deepseek2", of: ["deepseek_v2", "deepseek_v3"])
  package static let gptOss = ArchitectureFamily(
    "gpt-oss", of: ["gpt_oss"],
    [
      .queryBias, .outputBias, .attentionSinks, .normAfterAttention, .expertBias,
      .expertsAreAsWideAsDense,
    ],
    windowPattern: 2, defaults: [.slidingWindow: 128])

  package static let table = [
    llama, qwen2, qwen2moe, qwen3, qwen3moe, gemma2, gemma3, phi3, deepseek2, gptOss,
  ]
}
