/// A number of a model's configuration, with the spellings it goes by.
package enum ArchitectureKey: Hashable, CaseIterable, Sendable {
  case layers, hidden, feedForward, vocabulary
  case attentionHeads, keyValueHeads, headSize
  case experts, activeExperts, expertWidth, sharedWidth, sharedExperts, denseLayers
  case keyValueRank, ropeSize, queryRank, nopeSize, valueSize
  case slidingWindow, windowPattern, trainedContext

  /// The first is the one that messages name.
  package var spellings: [String] {
    switch self {
    case .layers: ["num_hidden_layers"]
    case .hidden: ["hidden_size"]
    case .feedForward: ["intermediate_size"]
    case .vocabulary: ["vocab_size"]
    case .attentionHeads: ["num_attention_heads"]
    case .keyValueHeads: ["num_key_value_heads"]
    case .headSize: ["head_dim"]
    case .experts: ["num_experts", "num_local_experts", "n_routed_experts"]
    case .activeExperts: ["num_experts_per_tok", "experts_per_token"]
    case .expertWidth: ["moe_intermediate_size"]
    case .sharedWidth: ["shared_expert_intermediate_size"]
    case .sharedExperts: ["n_shared_experts"]
    case .denseLayers: ["first_k_dense_replace"]
    case .keyValueRank: ["kv_lora_rank"]
    case .ropeSize: ["qk_rope_head_dim"]
    case .queryRank: ["q_lora_rank"]
    case .nopeSize: ["qk_nope_head_dim"]
    case .valueSize: ["v_head_dim"]
    case .slidingWindow: ["sliding_window"]
    case .windowPattern: ["sliding_window_pattern", "_sliding_window_pattern"]
    case .trainedContext: ["max_position_embeddings"]
    }
  }

  /// Zero says something: no experts, no shared expert, no window.
  package var mayBeZero: Bool {
    switch self {
    case .experts, .sharedWidth, .sharedExperts, .denseLayers, .queryRank, .slidingWindow: true
    default: false
    }
  }

  /// Far above any model, far below where loops and products get hurt.
  package var limit: Int64 {
    switch self {
    case .layers, .denseLayers, .windowPattern: 10_000
    case .vocabulary, .trainedContext: 1 << 32
    default: 1 << 24
    }
  }
}
