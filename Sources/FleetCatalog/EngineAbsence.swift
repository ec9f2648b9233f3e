package import FleetSyntax
import FleetDiagnostics

/// Why an engine that people write cannot be had, and what serves in its place.
package struct EngineAbsence: Record {
  /// A sentence without a full stop, to stand alone.
  package var because: String
  /// What to write, as an imperative phrase.
  package var instead: String

  private static let because = Field("because", .prose, .required, doc: "Why it cannot be had.")
  private static let instead = Field("instead", .prose, .required, doc: "What to write.")

  package static let shape = RecordShape(
    "why an engine cannot be had", [because.declaration, instead.declaration])

  package init?(reading record: inout RecordReader) {
    let because = record.required(Self.because)
    let instead = record.required(Self.instead)
    guard let because, let instead else { return nil }
    self.because = because.value
    self.instead = instead.value
  }
}
