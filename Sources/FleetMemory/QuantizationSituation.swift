import FleetCatalog

/// Where a tensor stands, as far as the quantiser's rules ask.
struct QuantizationSituation {
  /// The position that the rules count: the layer's, or for the lowest mixes
  /// the number of the tensor among its like.
  var position: Int64
  var layers: Int64
  /// Query heads to one head of keys and values.
  var sharing: Int64
  /// Experts in a layer, zero for a dense model.
  var experts: Int64
  var hasImportanceMatrix: Bool
}

/// A condition of the quantiser (llama.cpp src/llama-quant.cpp,
/// `llama_tensor_get_type_impl`), in the words of its rules.
enum QuantizationCondition {
  case always
  /// Four or more query heads share a head of keys and values.
  case grouped
  /// Grouped, or four and more experts.
  case groupedOrExperts
  case eightExperts
  /// The first so many layers.
  case first(Int64)
  /// The first one in so many of the layers.
  case firstPart(Int64)
  case firstEighthWithMatrix
  case firstEighthWithoutMatrix
  case withoutMatrix
  /// All but the first and last eighth.
  case middle
  /// The first and last eighth, and every third between.
  case moreBits
  case moreBitsWithEightExperts

  func holds(in place: QuantizationSituation) -> Bool {
    let inFirstEighth = place.position < place.layers / 8
    switch self {
    case .always: return true
    case .grouped: return place.sharing >= 4
    case .groupedOrExperts: return place.sharing >= 4 || place.experts >= 4
    case .eightExperts: return place.experts == 8
    case .first(let count): return place.position < count
    case .firstPart(let part): return place.position < place.layers / part
    case .firstEighthWithMatrix: return inFirstEighth && place.hasImportanceMatrix
    case .firstEighthWithoutMatrix: return inFirstEighth && !place.hasImportanceMatrix
    case .withoutMatrix: return !place.hasImportanceMatrix
    case .middle: return !inFirstEighth && place.position < 7 * place.layers / 8
    case .moreBits: return Self.wantsMoreBits(place)
    case .moreBitsWithEightExperts: return place.experts == 8 && Self.wantsMoreBits(place)
    }
  }

  private static func wantsMoreBits(_ place: QuantizationSituation) -> Bool {
    let eighth = place.layers / 8
    return place.position < eighth || place.position >= 7 * place.layers / 8
      || (place.position - eighth) % 3 == 2
  }
}
