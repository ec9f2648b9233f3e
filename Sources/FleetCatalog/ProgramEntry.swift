import FleetDiagnostics
package import FleetSyntax
package import FleetValues

/// What the catalog knows of a program that is no engine: the version that is
/// assumed, and where it usually listens.
package struct ProgramEntry: CatalogEntry {
  package var id = ""
  package var aliases: [String]
  package var about: String
  /// Debian 12's, assumed where none is written; nil where Debian 12 has none.
  package var baseline: EngineVersion?
  /// The newest whose files are known; the baseline where nothing newer is.
  package var newest: EngineVersion?
  /// Where it listens unless it is told otherwise.
  package var ports: [Port]
  package var source: String
  package var checked: CalendarDate

  private static let baseline = Field("baseline", .version, doc: "Debian 12's version.")
  private static let newest = Field(
    "newest", .version, .defaulted("`baseline`"), doc: "The newest whose files are known.")
  private static let ports = Field(
    "ports", FieldType<[Located<Port>]>.list(of: .port), .defaulted("none"),
    doc: "Where it usually listens.")

  package static let shape = RecordShape(
    "a program of the catalog",
    EntryFields.declarations + [
      baseline.declaration, newest.declaration, ports.declaration,
    ])

  package init?(reading record: inout RecordReader) {
    let facts = EntryFacts(&record)
    baseline = record.optional(Self.baseline)?.value
    newest = record.optional(Self.newest)?.value ?? baseline
    ports = record.optional(Self.ports)?.value.map(\.value) ?? []
    guard let facts else { return nil }
    (aliases, about) = (facts.aliases, facts.about)
    (source, checked) = (facts.source, facts.checked)
  }
}
