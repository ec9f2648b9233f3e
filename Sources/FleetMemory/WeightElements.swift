import FleetCatalog

/// How many weights of each sort a model has, for formats that treat the sorts
/// apart.
struct WeightElements {
  private(set) var lookup: Int64 = 0
  /// Zero where the lookup table serves as the head.
  private(set) var head: Int64 = 0
  /// Norms, biases and routers: in 16 bits, and whole on every rank.
  private(set) var small: Int64 = 0
  private(set) var linear: Int64 = 0
  private(set) var experts: Int64 = 0

  /// Nil where the family's tensors are not listed.
  init?(of architecture: Architecture) {
    guard architecture.family.listsTensors else { return nil }
    let list = TensorList(of: architecture)
    for layer in 0..<architecture.layers { list.layer(layer).forEach { add($0) } }
    list.global.forEach { add($0) }
  }

  private mutating func add(_ tensor: Tensor) {
    let path: WritableKeyPath<WeightElements, Int64> =
      switch tensor.kind {
      case .embedding: \.lookup
      case .output: \.head
      // A table that llama.cpp alone stores.
      case .ropeFrequencies: \.small
      case .router: \.small
      default:
        if tensor.isBias || tensor.dimensions.count == 1 {
          \.small
        } else {
          tensor.isExpert ? \.experts : \.linear
        }
      }
    self[keyPath: path] = Saturating.sum(self[keyPath: path], tensor.elements)
  }
}
