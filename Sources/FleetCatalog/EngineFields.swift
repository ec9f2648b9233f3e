import FleetDiagnostics
import FleetSyntax
import FleetValues

/// The fields of an engine's entry, beside those that every entry has.
enum EngineFields {
  static let version = Field(
    "version", .version, doc: "The newest version whose flags are known; needed to run it.")
  static let since = Field(
    "since", .version, .defaulted("`version`"),
    doc: "The oldest version that is judged by what stands here.")
  static let backend = Field(
    "backend", FieldType<[Located<AcceleratorBackend>]>.oneOrMore(of: .keyword()),
    .defaulted("none"), doc: "What it can drive.")
  static let program = Field("program", .plainPath, doc: "Where it is; needed to run it.")
  static let weights = Field(
    "weights", FieldType<WeightContainer>.keyword(), doc: "What it takes weights from.")
  static let flagNames = Field("flags", .flagNames, doc: "All of its flags, without dashes.")
  static let removedFlags: Field<[(key: Located<String>, value: Located<RemovedFlag>)]> = Field(
    "removed_flags", .settings("a mapping of what to write by flag", of: .record()),
    doc: "Flags that it had once.")
  static let reservedFlags = Field(
    "reserved_flags", .settings("a mapping of fields by flag", of: .prose),
    doc: "Flags that fleetc sets itself.")
  static let reservedVariables = Field(
    "reserved_variables", .settings("a mapping of fields by variable", of: .prose),
    doc: "Variables that fleetc sets itself.")
  static let unavailable = Field(
    "unavailable", FieldType<EngineAbsence>.record(),
    doc: "Why it cannot be had, and what serves in its place.")

  static let declarations = [
    version.declaration, since.declaration, backend.declaration, program.declaration,
    weights.declaration, flagNames.declaration, removedFlags.declaration,
    reservedFlags.declaration, reservedVariables.declaration, unavailable.declaration,
  ]

  /// The table of flags, where the entry has one.
  static func flags(of record: inout RecordReader) -> EngineFlags? {
    let names = record.optional(flagNames)?.value
    let removed = record.optional(removedFlags)?.value ?? []
    return names.map { names in
      EngineFlags(
        names: names,
        removed: Dictionary(removed.map { ($0.key.value, $0.value.value) }) { first, _ in first })
    }
  }

  /// The value of a field that an engine to run must have.
  static func value<Value>(
    of field: Field<Value>, unless isAbsent: Bool, in record: inout RecordReader
  ) -> Value? {
    isAbsent ? record.optional(field)?.value : record.required(field)?.value
  }
}
