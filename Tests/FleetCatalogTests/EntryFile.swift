import FleetCatalog
import FleetDiagnostics
import FleetTestSupport
import Foundation
import Testing

/// A file of the catalog as it stands in the checkout.
struct EntryFile: CustomTestStringConvertible {
  /// `accelerators`, `engines`, `models` or `programs`.
  var folder: String
  /// With its ending.
  var name: String
  var source: SourceFile

  var testDescription: String { "\(folder)/\(name)" }

  static let folders = ["accelerators", "engines", "models", "programs"]

  static var all: [EntryFile] {
    get throws {
      let root = PackageRoot.file("Sources/FleetCatalog/Entries")
      return try folders.flatMap { folder in
        try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
          .sorted().map { name in
            let path = "\(folder)/\(name)"
            let bytes = Array(try Data(contentsOf: root.appending(path: path)))
            return EntryFile(
              folder: folder, name: name, source: SourceFile(path: path, bytes: bytes))
          }
      }
    }
  }

  /// The entry, or nil and what is wrong with it.
  func decode(into diagnostics: inout [Diagnostic]) -> (any CatalogEntry)? {
    switch folder {
    case "accelerators": AcceleratorEntry.decode(source, into: &diagnostics)
    case "engines": EngineEntry.decode(source, into: &diagnostics)
    case "programs": ProgramEntry.decode(source, into: &diagnostics)
    default: ModelEntry.decode(source, into: &diagnostics)
    }
  }

  /// The entry as the program finds it.
  func lookUp(_ id: String) -> (any CatalogEntry)? {
    switch folder {
    case "accelerators": Catalog.builtIn.accelerator(id)
    case "engines": Catalog.builtIn.engine(id)
    case "programs": Catalog.builtIn.program(id)
    default: Catalog.builtIn.model(id)
    }
  }
}
