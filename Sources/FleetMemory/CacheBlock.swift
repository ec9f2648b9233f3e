import FleetValues

extension CacheType {
  /// How the numbers of the cache are packed.
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
}
