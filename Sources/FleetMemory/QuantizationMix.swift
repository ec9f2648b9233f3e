/// The exceptions a recipe makes, by what a tensor is for; the first condition
/// that holds decides, and the base type stands where none does
/// (llama.cpp src/llama-quant.cpp, `llama_tensor_get_type_impl`).
struct QuantizationMix {
  typealias Exceptions = [(QuantizationCondition, GGMLType)]

  var value: Exceptions = []
  var down: Exceptions = []
  var attentionOutput: Exceptions = []
  var query: Exceptions = []
  var key: Exceptions = []
  var gateAndUp: Exceptions = []

  static func of(_ type: FileType) -> QuantizationMix {
    switch type {
    case .f16, .bf16, .q4_1, .q5_1, .q8_0, .q3KS, .q5KS, .q6K, .mxfp4MoE: QuantizationMix()
    case .q4_0: QuantizationMix(down: [(.firstEighthWithMatrix, .q4_1)])
    case .q5_0: QuantizationMix(down: [(.firstEighthWithMatrix, .q5_1)])
    case .q2K:
      QuantizationMix(
        value: [(.grouped, .q4K), (.always, .q3K)], down: [(.always, .q3K)],
        attentionOutput: [(.always, .q3K)])
    case .q2KS: QuantizationMix(value: [(.grouped, .q4K)], down: [(.firstPart(8), .q4K)])
    case .q3KM:
      QuantizationMix(
        value: [(.first(2), .q5K), (.always, .q4K)],
        down: [(.firstPart(16), .q5K), (.always, .q4K)], attentionOutput: [(.always, .q4K)])
    case .q3KL:
      QuantizationMix(
        value: [(.always, .q5K)], down: [(.always, .q5K)], attentionOutput: [(.always, .q5K)])
    case .q4KS: QuantizationMix(value: [(.first(4), .q5K)], down: [(.firstPart(8), .q5K)])
    case .q4KM, .q5KM: QuantizationMix(value: [(.moreBits, .q6K)], down: [(.moreBits, .q6K)])
    case .iq4NL, .iq4XS:
      QuantizationMix(value: [(.grouped, .q5K)], down: [(.firstEighthWithoutMatrix, .q5K)])
    case .iq3XXS: threeBitSmallest
    case .iq3XS:
      QuantizationMix(
        value: [(.grouped, .q4K)], query: [(.always, .iq3XXS)], key: [(.always, .iq3XXS)],
        gateAndUp: [(.middle, .iq3XXS)])
    case .iq3S: QuantizationMix(value: [(.grouped, .q4K)])
    case .iq3M:
      QuantizationMix(
        value: [(.always, .q4K)],
        down: [(.firstPart(8), .q4K), (.moreBitsWithEightExperts, .q4K)],
        attentionOutput: [(.always, .q4K)])
    case .iq2XXS, .iq2XS: lowest(rich: .q2K, output: [])
    case .iq1S, .iq1M: lowest(rich: .q2K, output: [(.always, .iq2XXS)])
    case .iq2S, .iq2M: lowest(rich: .iq3S, output: [(.always, .iq3S)])
    }
  }

  private static let threeBitSmallest = QuantizationMix(
    value: [(.grouped, .q4K), (.always, .iq3S)],
    down: [(.firstEighthWithoutMatrix, .q4K), (.withoutMatrix, .q3K)],
    attentionOutput: [(.always, .iq3S)], query: [(.always, .iq2S)], key: [(.always, .iq2S)])

  private static func lowest(rich: GGMLType, output: Exceptions) -> QuantizationMix {
    QuantizationMix(
      value: [(.groupedOrExperts, .q4K), (.always, rich)], down: [(.firstPart(8), rich)],
      attentionOutput: [(.eightExperts, .q5K)] + output, key: [(.eightExperts, .q4K)])
  }

  /// Mixes whose projection out of attention is Q5_K with exactly eight experts;
  /// every other one of the higher mixes leaves it at the base type there.
  static let richOutputWithEightExperts: Set<FileType> = [
    .q2K, .q3KS, .q3KM, .q4KS, .q4KM, .iq3XXS, .iq3XS, .iq3S, .iq3M, .iq4XS, .iq4NL,
  ]
}
