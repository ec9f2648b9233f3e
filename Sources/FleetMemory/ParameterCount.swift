package import FleetCatalog

extension Architecture {
  /// Weights of the text model as its GGUF file holds them, or nil where the
  /// family's tensors are not listed.
  package var parameterCount: Int64? {
    guard family.listsTensors else { return nil }
    let list = TensorList(of: self)
    let layered = (0..<layers).flatMap { list.layer($0) }
    return (layered + list.global).reduce(0) { Saturating.sum($0, $1.elements) }
  }
}
