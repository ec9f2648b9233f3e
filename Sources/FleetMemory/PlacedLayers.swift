/// The device of every layer, from a placement.
struct PlacedLayers {
  enum Place: Hashable {
    case host
    case device(Int)
  }

  /// One for each layer, and one more for the head.
  let places: [Place]
  private let hostExperts: LlamaPlacement.HostExperts

  /// Layer `i` goes to the first device whose share of the split lies above its
  /// share of the layers that are moved (llama.cpp src/llama-model.cpp).
  init(_ placement: LlamaPlacement, layers: Int64) {
    hostExperts = placement.hostExperts
    let all = layers + 1
    let count = placement.devices.count
    let moved = count == 0 ? 0 : min(max(placement.gpuLayers ?? all, 0), all)
    let shares = Self.shares(placement.split, devices: count)
    let total = shares.last ?? 1
    places = (0..<all).map { layer in
      let position = layer - (all - moved)
      guard position >= 0 else { return .host }
      let device = shares.firstIndex {
        Saturating.product($0, moved) > Saturating.product(position, total)
      }
      return .device(device ?? count - 1)
    }
  }

  var head: Place { places[places.count - 1] }

  func layers(at place: Place) -> [Int64] {
    places.dropLast().indices.filter { places[$0] == place }.map(Int64.init)
  }

  func keepsExpertsOnHost(ofLayer layer: Int64) -> Bool {
    switch hostExperts {
    case .all: true
    case .ofFirst(let count): layer < count
    }
  }

  private static func shares(_ split: [Int64], devices: Int) -> [Int64] {
    var sum: Int64 = 0
    let saysAll = split.count == devices && split.allSatisfy { $0 >= 0 }
    let isUsable = saysAll && split.contains { $0 > 0 }
    return (0..<devices).map { index in
      sum = Saturating.sum(sum, isUsable ? split[index] : 1)
      return sum
    }
  }
}
