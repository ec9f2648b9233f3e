import FleetDiagnostics
package import FleetSyntax
package import FleetValues

/// What the catalog knows of an engine.
package struct EngineEntry: CatalogEntry {
  package var id = ""
  package var aliases: [String]
  package var about: String
  /// The newest version whose flags are known: assumed where none is written.
  package var version: EngineVersion
  /// What it can drive; the host's processor always.
  package var backends: [AcceleratorBackend]
  /// Where its program is unless `paths` says otherwise.
  package var program: Plain
  /// Flags that fleetc sets itself, and the field to use instead.
  package var reservedFlags: [String: String]
  /// Variables that fleetc sets itself, and the field to use instead.
  package var reservedVariables: [String: String]
  package var source: String
  package var checked: CalendarDate

  private static let version = Field(
    "version", .version, .required, doc: "The newest version whose flags are known.")
  private static let backend = Field(
    "backend", FieldType<[Located<AcceleratorBackend>]>.oneOrMore(of: .keyword()), .required,
    doc: "What it can drive.")
  private static let program = Field("program", .plainPath, .required, doc: "Where it is.")
  private static let reservedFlags = Field(
    "reserved_flags", .settings("a mapping of fields by flag", of: .prose),
    doc: "Flags that fleetc sets itself.")
  private static let reservedVariables = Field(
    "reserved_variables", .settings("a mapping of fields by variable", of: .prose),
    doc: "Variables that fleetc sets itself.")

  package static let shape = RecordShape(
    "an engine of the catalog",
    EntryFields.declarations + [
      version.declaration, backend.declaration, program.declaration,
      reservedFlags.declaration, reservedVariables.declaration,
    ])

  package init?(reading record: inout RecordReader) {
    let facts = EntryFacts(&record)
    let version = record.required(Self.version)
    let backends = record.required(Self.backend)
    let program = record.required(Self.program)
    reservedFlags = Self.table(record.optional(Self.reservedFlags)?.value ?? [])
    reservedVariables = Self.table(record.optional(Self.reservedVariables)?.value ?? [])
    guard let facts, let version, let backends, let program else { return nil }
    self.version = version.value
    self.backends = backends.value.map(\.value)
    self.program = program.value
    (aliases, about) = (facts.aliases, facts.about)
    (source, checked) = (facts.source, facts.checked)
  }

  private static func table(
    _ settings: [(key: Located<String>, value: Located<String>)]
  ) -> [String: String] {
    Dictionary(settings.map { ($0.key.value, $0.value.value) }) { first, _ in first }
  }
}
