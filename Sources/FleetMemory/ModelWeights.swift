package import FleetCatalog
import FleetValues

/// The weights of a GGUF file as lumps that placement moves: the lookup table,
/// the layers with their experts apart, and the head.
package struct ModelWeights: Hashable, Sendable {
  package struct Layer: Hashable, Sendable {
    package var dense: Int64 = 0
    package var experts: Int64 = 0
    package var largestExpertTensor: Int64 = 0
    /// Of both, what the CPU backend copies into its own order.
    var repackedDense: Int64 = 0
    var repackedExperts: Int64 = 0
  }

  package private(set) var embedding: Int64 = 0
  package private(set) var layers: [Layer] = []
  /// The output matrix; for tied embeddings the copy a device needs of them.
  package private(set) var head: Int64 = 0
  package private(set) var outputNorm: Int64 = 0
  package let isTied: Bool
  package let rule: MemoryRule

  /// Bytes of all tensors of the file, as the quantiser prints them.
  package var tensorBytes: Int64 {
    layers.reduce(Saturating.sum(Saturating.sum(embedding, outputNorm), isTied ? 0 : head)) {
      Saturating.sum(Saturating.sum($0, $1.dense), $1.experts)
    }
  }

  /// Nil where the family's tensors are not listed and nothing else says a size.
  package init?(of architecture: Architecture, from origin: WeightsOrigin) {
    isTied = architecture.tiesEmbeddings
    switch origin {
    case .derived(let type, let hasImportanceMatrix):
      guard architecture.family.listsTensors else { return nil }
      rule = .ggufWeights
      var quantizer = TensorQuantizer(
        architecture, as: type, hasImportanceMatrix: hasImportanceMatrix)
      add(architecture) { tensor in
        let type = quantizer.type(of: tensor)
        return (tensor.bytes(as: type), tensor.isRepacked(as: type))
      }
    case .stated(let size):
      rule = .statedWeights
      share(size.count, among: architecture)
    case .counted(let parameters, let type):
      rule = .countedWeights
      let block = type.base.block
      let bits = Saturating.product(parameters, block.bytes)
      share(Saturating.quotient(bits, block.weights), among: architecture)
    }
  }

  /// Bytes of a tensor, and whether the CPU backend repacks it.
  private typealias Size = (bytes: Int64, isRepacked: Bool)

  private mutating func add(_ architecture: Architecture, size: (Tensor) -> Size) {
    let list = TensorList(of: architecture)
    for index in 0..<architecture.layers {
      layers.append(Layer())
      for tensor in list.layer(index) { add(tensor, size(tensor), toLayer: Int(index)) }
    }
    for tensor in list.global {
      let size = size(tensor)
      switch tensor.kind {
      case .embedding: embedding = size.bytes
      case .output: head = size.bytes
      case .outputNorm: outputNorm = size.bytes
      // The first layer owns it; later devices copy a few hundred bytes.
      default: add(tensor, size, toLayer: 0)
      }
    }
    if isTied { head = embedding }
  }

  private mutating func add(_ tensor: Tensor, _ size: Size, toLayer index: Int) {
    var layer = layers[index]
    let repacked = size.isRepacked ? size.bytes : 0
    if tensor.isExpert {
      layer.experts = Saturating.sum(layer.experts, size.bytes)
      layer.repackedExperts = Saturating.sum(layer.repackedExperts, repacked)
      layer.largestExpertTensor = max(layer.largestExpertTensor, size.bytes)
    } else {
      layer.dense = Saturating.sum(layer.dense, size.bytes)
      layer.repackedDense = Saturating.sum(layer.repackedDense, repacked)
    }
    layers[index] = layer
  }

  /// Shares a size out by elements; what the rounding leaves goes to the head,
  /// so that the sum is the size.
  private mutating func share(_ size: Int64, among architecture: Architecture) {
    guard architecture.family.listsTensors else { return shareEvenly(size, architecture) }
    let list = TensorList(of: architecture)
    let layered = (0..<architecture.layers).flatMap { list.layer($0) }
    let elements = (layered + list.global).reduce(0) { Saturating.sum($0, $1.elements) }
    add(architecture) { (Self.part($0.elements, of: elements, in: size), false) }
    settle(size)
  }

  /// Of an unlisted family the lookup table and the head are known, and the rest
  /// is taken to be spread evenly over the layers.
  private mutating func shareEvenly(_ size: Int64, _ architecture: Architecture) {
    let matrix = Saturating.product(architecture.hidden, architecture.vocabulary)
    embedding = min(GGMLType.q4_0.row(matrix), size / 4)
    head = embedding
    let rest = size - embedding - (isTied ? 0 : head)
    let each = rest / architecture.layers
    layers = Array(repeating: Layer(dense: each), count: Int(architecture.layers))
    settle(size)
  }

  private mutating func settle(_ size: Int64) {
    outputNorm = Saturating.sum(outputNorm, Saturating.difference(size, tensorBytes))
  }

  private static func part(_ share: Int64, of whole: Int64, in size: Int64) -> Int64 {
    guard whole > 0, size >= 0, share <= whole else { return 0 }
    return whole.dividingFullWidth(share.multipliedFullWidth(by: size)).quotient
  }
}
