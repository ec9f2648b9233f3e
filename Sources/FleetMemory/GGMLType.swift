/// A number format of ggml: so many weights in a block of so many bytes
/// (ggml src/ggml-common.h; gguf-py `GGML_QUANT_SIZES`).
package enum GGMLType: String, CaseIterable, Sendable {
  case f32 = "F32"
  case f16 = "F16"
  case bf16 = "BF16"
  case q4_0 = "Q4_0"
  case q4_1 = "Q4_1"
  case q5_0 = "Q5_0"
  case q5_1 = "Q5_1"
  case q8_0 = "Q8_0"
  case q2K = "Q2_K"
  case q3K = "Q3_K"
  case q4K = "Q4_K"
  case q5K = "Q5_K"
  case q6K = "Q6_K"
  case iq1S = "IQ1_S"
  case iq1M = "IQ1_M"
  case iq2XXS = "IQ2_XXS"
  case iq2XS = "IQ2_XS"
  case iq2S = "IQ2_S"
  case iq3XXS = "IQ3_XXS"
  case iq3S = "IQ3_S"
  case iq4NL = "IQ4_NL"
  case iq4XS = "IQ4_XS"
  case mxfp4 = "MXFP4"

  /// Weights and bytes of one block.
  package var block: (weights: Int64, bytes: Int64) {
    switch self {
    case .f32: (1, 4)
    case .f16, .bf16: (1, 2)
    case .q4_0, .iq4NL: (32, 18)
    case .q4_1: (32, 20)
    case .q5_0: (32, 22)
    case .q5_1: (32, 24)
    case .q8_0: (32, 34)
    case .mxfp4: (32, 17)
    case .q2K: (256, 84)
    case .q3K, .iq3S: (256, 110)
    case .q4K: (256, 144)
    case .q5K: (256, 176)
    case .q6K: (256, 210)
    case .iq1S: (256, 50)
    case .iq1M: (256, 56)
    case .iq2XXS: (256, 66)
    case .iq2XS: (256, 74)
    case .iq2S: (256, 82)
    case .iq3XXS: (256, 98)
    case .iq4XS: (256, 136)
    }
  }

  /// Bytes of `count` weights in a row, whole blocks.
  package func row(_ count: Int64) -> Int64 {
    Saturating.product(Saturating.ceilingQuotient(count, block.weights), block.bytes)
  }

  /// What the quantiser takes where a row is no multiple of the block
  /// (llama.cpp src/llama-quant.cpp, `tensor_type_fallback`).
  var fallback: GGMLType {
    switch self {
    case .q4K: .q5_0
    case .q5K: .q5_1
    case .q6K: .q8_0
    case .q2K, .q3K: .q4_0
    case .iq1S, .iq1M, .iq2XXS, .iq2XS, .iq2S, .iq3XXS, .iq3S, .iq4XS: .iq4NL
    default: .f16
    }
  }
}
