/// One tensor of a GGUF file: what it is, where, and its dimensions with the
/// input dimension first, as ggml has them.
struct Tensor: Hashable {
  var kind: TensorKind
  /// Nil for the tensors that belong to no layer.
  var layer: Int64?
  var dimensions: [Int64]
  var isBias = false

  var elements: Int64 { Saturating.product(dimensions) }

  func bytes(as type: GGMLType) -> Int64 {
    let rows = Saturating.product(Array(dimensions.dropFirst()))
    return Saturating.product(type.row(dimensions[0]), rows)
  }

  /// Whether `--n-cpu-moe` moves it: its pattern matches the biases as well
  /// (llama.cpp common/arg.cpp).
  var isExpert: Bool { kind.isExpert }

  /// Whether a CPU build keeps it in an order of its own, beside the file's pages
  /// (measured on x86: matrices and experts, not the up-projections of a latent
  /// attention; `--no-repack` switches it off).
  func isRepacked(as type: GGMLType) -> Bool {
    let isMatrix = dimensions.count == 2 || isExpert
    return isMatrix && !isBias && layer != nil && [.q4K, .q4_0, .iq4NL].contains(type)
  }
}

/// The tensors' names, without `blk.N.` and `.weight`.
enum TensorKind: String {
  case embedding = "token_embd"
  case output = "output"
  case outputNorm = "output_norm"
  case ropeFrequencies = "rope_freqs"
  case attentionNorm = "attn_norm"
  case query = "attn_q"
  case key = "attn_k"
  case value = "attn_v"
  case fusedQueryKeyValue = "attn_qkv"
  case attentionOutput = "attn_output"
  case queryNorm = "attn_q_norm"
  case keyNorm = "attn_k_norm"
  case sinks = "attn_sinks"
  case queryDown = "attn_q_a"
  case queryDownNorm = "attn_q_a_norm"
  case queryUp = "attn_q_b"
  case keyValueDown = "attn_kv_a_mqa"
  case keyValueDownNorm = "attn_kv_a_norm"
  case keyUp = "attn_k_b"
  case valueUp = "attn_v_b"
  case postAttentionNorm = "post_attention_norm"
  case postFeedForwardNorm = "post_ffw_norm"
  case feedForwardNorm = "ffn_norm"
  case gate = "ffn_gate"
  case up = "ffn_up"
  case down = "ffn_down"
  case router = "ffn_gate_inp"
  case routerBias = "exp_probs_b"
  case expertGate = "ffn_gate_exps"
  case expertUp = "ffn_up_exps"
  case expertDown = "ffn_down_exps"
  case sharedGate = "ffn_gate_shexp"
  case sharedUp = "ffn_up_shexp"
  case sharedDown = "ffn_down_shexp"
  case sharedRouter = "ffn_gate_inp_shexp"

  var isExpert: Bool {
    switch self {
    case .expertGate, .expertUp, .expertDown: true
    default: false
    }
  }
}
