/// The number format of a KV cache in llama.cpp (common/arg.cpp, `kv_cache_types`).
package enum CacheType: String, CaseIterable, Sendable {
  case f16
  case bf16
  case q8_0
  case q5_1
  case q5_0
  case q4_1
  case q4_0
  case iq4NL = "iq4_nl"

  var type: GGMLType {
    switch self {
    case .f16: .f16
    case .bf16: .bf16
    case .q8_0: .q8_0
    case .q5_1: .q5_1
    case .q5_0: .q5_0
    case .q4_1: .q4_1
    case .q4_0: .q4_0
    case .iq4NL: .iq4NL
    }
  }

  /// A quantised cache of values needs flash attention (llama.cpp
  /// src/llama-context.cpp).
  package var isQuantized: Bool { self != .f16 && self != .bf16 }
}
