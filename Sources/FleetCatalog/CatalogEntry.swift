package import FleetDiagnostics
package import FleetSyntax
package import FleetValues

/// One file of the catalog. It has the fields that a user writes inline, and
/// says where they come from and when somebody looked.
package protocol CatalogEntry: Record {
  /// The file's name without its ending.
  var id: String { get set }
  /// Other spellings people use.
  var aliases: [String] { get }
  /// A URL, or `owner/repo@commit:path`.
  var source: String { get }
  var checked: CalendarDate { get }
}

extension CatalogEntry {
  package static func decode(
    _ file: SourceFile, into diagnostics: inout [Diagnostic]
  ) -> Self? {
    guard let root = SyntaxParser.parse(file, into: &diagnostics) else { return nil }
    var entry = read(root, "the entry", at: root.span, into: &diagnostics)
    let name = file.path.split(separator: "/").last ?? ""
    entry?.id = String(name.dropLast(".yaml".count))
    return entry
  }
}

/// The fields that every entry has.
enum EntryFields {
  static let about = Field("about", .prose, doc: "For people.")
  static let aliases = Field(
    "aliases", FieldType<[Located<Text>]>.list(of: .text), doc: "Other spellings.")
  static let source = Field(
    "source", .prose, .required, doc: "A URL, or `owner/repo@commit:path`.")
  static let checked = Field("checked", .date, .required, doc: "When somebody looked.")

  static let declarations = [
    about.declaration, aliases.declaration, source.declaration, checked.declaration,
  ]
}

/// What those fields hold.
struct EntryFacts: Sendable {
  var about: String
  var aliases: [String]
  var source: String
  var checked: CalendarDate

  init?(_ record: inout RecordReader) {
    about = record.optional(EntryFields.about)?.value ?? ""
    aliases = record.optional(EntryFields.aliases)?.value.map(\.value.string) ?? []
    let source = record.required(EntryFields.source)
    let checked = record.required(EntryFields.checked)
    guard let source, let checked else { return nil }
    self.source = source.value
    self.checked = checked.value
  }
}
