/// A recipe of llama.cpp's quantiser for a whole file, as file names say it.
///
/// Recipes with no row here (`UD-Q4_K_XL` and the like) choose per tensor by
/// measurement: their size must be stated.
package enum FileType: String, CaseIterable, Sendable {
  case f16 = "F16"
  case bf16 = "BF16"
  case q4_0 = "Q4_0"
  case q4_1 = "Q4_1"
  case q5_0 = "Q5_0"
  case q5_1 = "Q5_1"
  case q8_0 = "Q8_0"
  case q2K = "Q2_K"
  case q2KS = "Q2_K_S"
  case q3KS = "Q3_K_S"
  case q3KM = "Q3_K_M"
  case q3KL = "Q3_K_L"
  case q4KS = "Q4_K_S"
  case q4KM = "Q4_K_M"
  case q5KS = "Q5_K_S"
  case q5KM = "Q5_K_M"
  case q6K = "Q6_K"
  case iq1S = "IQ1_S"
  case iq1M = "IQ1_M"
  case iq2XXS = "IQ2_XXS"
  case iq2XS = "IQ2_XS"
  case iq2S = "IQ2_S"
  case iq2M = "IQ2_M"
  case iq3XXS = "IQ3_XXS"
  case iq3XS = "IQ3_XS"
  case iq3S = "IQ3_S"
  case iq3M = "IQ3_M"
  case iq4NL = "IQ4_NL"
  case iq4XS = "IQ4_XS"
  case mxfp4MoE = "MXFP4_MOE"

  /// By the name people write, in any case; `fp16` is what others call F16.
  package init?(named name: String) {
    let name = name.uppercased()
    self.init(rawValue: name == "FP16" ? "F16" : name)
  }

  /// The type of every tensor that no exception is made for.
  package var base: GGMLType {
    switch self {
    case .f16: .f16
    case .bf16: .bf16
    case .q4_0: .q4_0
    case .q4_1: .q4_1
    case .q5_0: .q5_0
    case .q5_1: .q5_1
    case .q8_0, .mxfp4MoE: .q8_0
    case .q2K, .q2KS: .q2K
    case .q3KS, .q3KM, .q3KL: .q3K
    case .q4KS, .q4KM: .q4K
    case .q5KS, .q5KM: .q5K
    case .q6K: .q6K
    case .iq1S: .iq1S
    case .iq1M: .iq1M
    case .iq2XXS: .iq2XXS
    case .iq2XS, .iq2S: .iq2XS
    case .iq2M: .iq2S
    case .iq3XXS: .iq3XXS
    case .iq3XS, .iq3S, .iq3M: .iq3S
    case .iq4NL: .iq4NL
    case .iq4XS: .iq4XS
    }
  }

  /// The mixes of one and two bits, which go by rules of their own.
  var isLowest: Bool {
    switch self {
    case .iq1S, .iq1M, .iq2XXS, .iq2XS, .iq2S, .iq2M: true
    default: false
    }
  }
}
