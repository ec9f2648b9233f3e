import ArgumentParser
import FleetCatalog
import FleetCompiler
import FleetDiagnostics
import FleetFormats
import FleetJSON
import FleetMemory
import FleetValues

/// What the compiler knows, one kind at a time.
struct ListCommand: ParsableCommand {
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case checks, models, accelerators, engines, quantizations, templates
  }

  enum Format: String, ExpressibleByArgument, CaseIterable { case human, json }

  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists what the compiler knows, with sources.",
    discussion: "Example: fleetc list accelerators")

  @OptionGroup var common: CommonOptions

  @Argument(help: "checks, models, accelerators, engines, quantizations or templates.")
  var kind: Kind

  @Option(help: "human or json.")
  var format = Format.human

  func run() throws {
    let rows = rows
    switch format {
    case .json:
      let objects = rows.map { row in
        JSONValue.object(Dictionary(row.map { ($0.0, .string($0.1)) }) { first, _ in first })
      }
      Console.out(JSONWriter.text(of: .array(objects)))
    case .human:
      let widths = (rows.first ?? []).indices.map { column in
        rows.map { $0[column].1.count }.max() ?? 0
      }
      for row in rows {
        let cells = zip(row, widths).map { cell, width in
          cell.1 + String(repeating: " ", count: width - cell.1.count)
        }
        Console.out(cells.joined(separator: "  ").split(separator: "\n").joined() + "\n")
      }
    }
  }

  private typealias Row = [(String, String)]

  private var rows: [Row] {
    let catalog = Catalog.builtIn
    switch kind {
    case .checks:
      return Compiler.descriptors.map {
        [
          ("code", $0.code), ("severity", $0.severity.rawValue), ("name", $0.name),
          ("summary", $0.summary),
        ]
      }
    case .models:
      return catalog.modelIDs.compactMap(catalog.model).map {
        [("id", $0.id), ("context", "\($0.context)"), ("source", $0.source)]
      }
    case .accelerators:
      return catalog.acceleratorIDs.compactMap(catalog.accelerator).map {
        [
          ("id", $0.id), ("memory", $0.memory.map { "\($0)" } ?? "the node's"),
          ("backends", $0.backends.map(\.rawValue).joined(separator: ",")), ("source", $0.source),
        ]
      }
    case .engines:
      return catalog.engineIDs.compactMap(catalog.engine).map {
        [("id", $0.id), ("version", "\($0.version)"), ("source", $0.source)]
      }
    case .quantizations:
      return FileType.allCases.map { [("id", $0.rawValue)] }
    case .templates:
      return TemplateLibrary.builtIn.paths.map { [("path", $0)] }
    }
  }
}
