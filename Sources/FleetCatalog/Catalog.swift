package import FleetDiagnostics
import FleetSyntax
package import FleetValues

/// What fleetc knows of accelerators, models, engines and other programs: one
/// file each, in the form a user writes, decoded when it is asked for.
package struct Catalog: Sendable {
  package static let builtIn = Catalog()

  package func accelerator(_ id: String) -> AcceleratorEntry? { entry("accelerators", id) }
  package func model(_ id: String) -> ModelEntry? { entry("models", id) }
  /// An engine, also one that cannot be had: its `unavailable` says so.
  package func engine(_ id: String) -> EngineEntry? { entry("engines", id) }
  package func program(_ id: String) -> ProgramEntry? { entry("programs", id) }

  /// The programs that usually listen on a port, in the order of their ids.
  package func programs(on port: Port) -> [ProgramEntry] {
    programIDs.compactMap { id in
      guard let number = EntryIndex.number(of: "programs/\(id).yaml"),
        EntryIndex.mentions("\(port)", in: number),
        case let program:ProgramEntry = decode(number), program.ports.contains(port)
      else { return nil }
      return program
    }
  }

  package var acceleratorIDs: [String] { EntryIndex.ids(in: "accelerators") }
  package var modelIDs: [String] { EntryIndex.ids(in: "models") }
  package var engineIDs: [String] { EntryIndex.ids(in: "engines") }
  package var programIDs: [String] { EntryIndex.ids(in: "programs") }

  /// The text of an entry, for diagnostics and reports that point into one.
  package static func sourceFile(_ id: FileID) -> SourceFile? { EntryIndex.sourceFile(id) }

  /// An id is looked up without regard to case, then among the aliases.
  private func entry<Entry: CatalogEntry>(_ folder: String, _ id: String) -> Entry? {
    if let number = EntryIndex.number(of: "\(folder)/\(id.lowercased()).yaml") {
      return decode(number)
    }
    for known in EntryIndex.ids(in: folder) {
      guard let number = EntryIndex.number(of: "\(folder)/\(known).yaml"),
        EntryIndex.mentions(id, in: number), case let entry:Entry = decode(number),
        entry.aliases.contains(where: { $0.lowercased() == id.lowercased() })
      else { continue }
      return entry
    }
    return nil
  }

  /// A built-in entry that cannot be read is our own mistake.
  private func decode<Entry: CatalogEntry>(_ number: Int) -> Entry {
    let file = EntryIndex.sourceFile(number)
    var diagnostics: [Diagnostic] = []
    let entry = Entry.decode(file, into: &diagnostics)
    guard let entry, diagnostics.isEmpty else {
      broken("\(file.path): \(diagnostics.first?.message ?? "cannot be read")")
    }
    return entry
  }
}
