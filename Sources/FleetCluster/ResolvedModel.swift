package import FleetCatalog
package import FleetDiagnostics
package import FleetMemory
package import FleetValues

/// What a model is, and where engines get it.
package struct ResolvedModel: Sendable {
  package var name: Located<ModelName>
  package var architectureID: Located<String>
  package var architecture: Architecture
  /// Nil for a recipe that has no rule: its size is stated then.
  package var fileType: Located<FileType>?
  package var imatrix: Bool
  /// Bytes on disk where the spec says so: beats the derivation.
  package var size: Located<Bytes>?
  /// Longest context it was trained for, where anybody says.
  package var context: Setting<Int>
  package var tier: Setting<Int>
  package var file: Setting<Text>
  package var ollama: Located<Text>?
  /// Bytes of its weights on disk, without the file's header; nil where the
  /// family's tensors are not listed.
  package var bytes: Bytes?
  package var origin: Origin
  /// Where the size of its weights comes from: the spec's own figure beats the
  /// derivation.
  package var weights: WeightsOrigin
}
