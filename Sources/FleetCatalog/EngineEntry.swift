import FleetDiagnostics
package import FleetSyntax
package import FleetValues

/// What the catalog knows of an engine: one that fleetc writes files for, or a
/// word that people write for one that cannot be had.
package struct EngineEntry: CatalogEntry {
  package var id = ""
  package var aliases: [String]
  package var about: String
  /// The newest version whose flags are known: assumed where none is written. 0
  /// where the engine cannot be had.
  package var version: EngineVersion
  /// The oldest version that is judged by what stands here.
  package var since: EngineVersion
  /// What it can drive; the host's processor always.
  package var backends: [AcceleratorBackend]
  /// Where its program is unless `paths` says otherwise; `/nonexistent` where it
  /// cannot be had.
  package var program: Plain
  /// What it takes weights from, where that was found.
  package var weights: WeightContainer?
  /// Nil where nobody has listed them.
  package var flags: EngineFlags?
  /// Flags that fleetc sets itself, and the field to use instead.
  package var reservedFlags: [String: String]
  /// Variables that fleetc sets itself, and the field to use instead.
  package var reservedVariables: [String: String]
  /// Nil for an engine that fleetc writes files for.
  package var unavailable: EngineAbsence?
  package var source: String
  package var checked: CalendarDate

  package static let shape = RecordShape(
    "an engine of the catalog", EntryFields.declarations + EngineFields.declarations)

  package init?(reading record: inout RecordReader) {
    let facts = EntryFacts(&record)
    unavailable = record.optional(EngineFields.unavailable)?.value
    let isAbsent = record.isWritten(EngineFields.unavailable.declaration)
    let since = record.optional(EngineFields.since)
    backends = record.optional(EngineFields.backend)?.value.map(\.value) ?? []
    weights = record.optional(EngineFields.weights)?.value
    reservedFlags = Self.table(record.optional(EngineFields.reservedFlags)?.value ?? [])
    reservedVariables = Self.table(record.optional(EngineFields.reservedVariables)?.value ?? [])
    flags = EngineFields.flags(of: &record)
    let version = EngineFields.value(of: EngineFields.version, unless: isAbsent, in: &record)
    let program = EngineFields.value(of: EngineFields.program, unless: isAbsent, in: &record)
    guard let facts, let known = version ?? Self.noVersion(isAbsent),
      let path = program ?? Self.noProgram(isAbsent)
    else { return nil }
    (self.version, self.since, self.program) = (known, since?.value ?? known, path)
    (aliases, about) = (facts.aliases, facts.about)
    (source, checked) = (facts.source, facts.checked)
  }

  private static func noVersion(_ isAbsent: Bool) -> EngineVersion? {
    isAbsent ? EngineVersion("0") : nil
  }

  private static func noProgram(_ isAbsent: Bool) -> Plain? {
    isAbsent ? Plain("/nonexistent") : nil
  }

  private static func table(
    _ settings: [(key: Located<String>, value: Located<String>)]
  ) -> [String: String] {
    Dictionary(settings.map { ($0.key.value, $0.value.value) }) { first, _ in first }
  }
}
