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

  /// A quantised cache of values needs flash attention (llama.cpp
  /// src/llama-context.cpp).
  package var isQuantized: Bool { self != .f16 && self != .bf16 }
}
