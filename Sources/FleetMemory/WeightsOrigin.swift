package import FleetValues

/// What the size of a model's weights is known from, worst first.
package enum WeightsOrigin: Hashable, Sendable {
  /// A parameter count, for a family whose tensors are not listed.
  case counted(parameters: Int64, as: FileType)
  /// The quantiser's own rules over the family's tensors.
  case derived(FileType, hasImportanceMatrix: Bool)
  /// The size of a file, from its header or from the spec.
  case stated(Bytes)
}
