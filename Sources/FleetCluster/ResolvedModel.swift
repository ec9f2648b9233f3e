package import FleetCatalog
package import FleetDiagnostics
package import FleetMemory
package import FleetValues

/// What a model is, and where engines get it.
package struct ResolvedModel: Sendable {
  package var name: Located<ModelName>
  package var architectureID: Located<Text>?
  package var architecture: Architecture?
  package var fileType: Located<FileType>?
  package var imatrix: Bool
  /// Bytes on disk where the spec says so: beats the derivation.
  package var size: Located<Bytes>?
  /// Longest context it was trained for, where anybody says.
  package var context: Setting<Int>?
  package var tier: Setting<Int>
  package var file: Setting<Text>?
  package var ollama: Located<Text>?
  package var origin: Origin
}
