/// The weights that lie in one place, by what they are.
struct PlacedWeights {
  private let weights: ModelWeights
  private let placed: PlacedLayers

  init(_ weights: ModelWeights, _ placed: PlacedLayers) {
    self.weights = weights
    self.placed = placed
  }

  func formula(at place: PlacedLayers.Place) -> Formula {
    let own = placed.layers(at: place)
    var experts: Int64 = 0
    for (index, layer) in weights.layers.enumerated() where expertPlace(index) == place {
      experts = Saturating.sum(experts, layer.experts)
    }
    let dense = own.reduce(0) { Saturating.sum($0, weights.layers[Int($1)].dense) }
    let head = placed.head == place ? weights.outputNorm : 0
    let parts = [
      (lookup(at: place), "token embedding"), (dense, "\(own.count) layers"),
      (experts, "experts"), (headMatrix(at: place), "head"), (head, "output norm"),
    ]
    return .sum(parts.filter { $0.0 > 0 }.map { .bytes($0.0, $0.1) })
  }

  /// Of the host's weights, what the CPU backend copies.
  var repackedOnHost: Int64 {
    weights.layers.enumerated().reduce(0) { sum, entry in
      let (index, layer) = entry
      let dense = placed.places[index] == .host ? layer.repackedDense : 0
      let experts = expertPlace(index) == .host ? layer.repackedExperts : 0
      return Saturating.sum(sum, Saturating.sum(dense, experts))
    }
  }

  /// The lookup table always stays on the host.
  private func lookup(at place: PlacedLayers.Place) -> Int64 {
    place == .host ? weights.embedding : 0
  }

  /// A tied head is a second copy, unless it stays with the table.
  private func headMatrix(at place: PlacedLayers.Place) -> Int64 {
    guard placed.head == place else { return 0 }
    return weights.isTied && place == .host ? 0 : weights.head
  }

  private func expertPlace(_ index: Int) -> PlacedLayers.Place {
    placed.keepsExpertsOnHost(ofLayer: Int64(index)) ? .host : placed.places[index]
  }
}
