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
    case checks, models, accelerators, engines, programs, quantizations, templates
  }

  enum Format: String, ExpressibleByArgument, CaseIterable { case human, json }

  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists what the compiler knows, with sources.",
    discussion: "Example: fleetc list accelerators")

  @OptionGroup var common: CommonOptions

  @Argument(
    help: "checks, models, accelerators, engines, programs, quantizations or templates.")
  var kind: Kind

  @Option(help: "human or json.")
  var format = Format.human

  func run() throws {
    let rows = rows
    switch format {
    case .json:
      let objects = rows.map { row in
        JSONValue.object(Dictionary(row.all.map { ($0, .string($1)) }) { first, _ in first })
      }
      Console.out(JSONWriter.text(of: .array(objects)))
    case .human:
      let widths = (rows.first?.cells ?? []).indices.map { column in
        rows.map { $0.cells[column].1.count }.max() ?? 0
      }
      for row in rows {
        let cells = zip(row.cells, widths.dropLast() + [0]).map { cell, width in
          cell.1 + String(repeating: " ", count: max(width - cell.1.count, 0))
        }
        Console.out(cells.joined(separator: "  ").split(separator: "\n").joined() + "\n")
      }
    }
  }

  /// What is known of one thing: the columns of a table, and what only JSON has
  /// room for.
  private struct Row {
    var cells: [(String, String)]
    var more: [(String, String)] = []

    var all: [(String, String)] { more + cells }
  }

  private var rows: [Row] {
    let catalog = Catalog.builtIn
    switch kind {
    case .checks:
      return Compiler.descriptors.map {
        Row(cells: [
          ("code", $0.code), ("severity", $0.severity.rawValue), ("name", $0.name),
          ("summary", $0.summary),
        ])
      }
    case .models: return catalog.modelIDs.compactMap(catalog.model).map(row)
    case .accelerators:
      return catalog.acceleratorIDs.compactMap(catalog.accelerator).map(row)
    case .engines: return catalog.engineIDs.compactMap(catalog.engine).map(row)
    case .programs: return catalog.programIDs.compactMap(catalog.program).map(row)
    case .quantizations:
      return FileType.allCases.map { Row(cells: [("id", $0.rawValue)]) }
    case .templates:
      return TemplateLibrary.builtIn.paths.map { Row(cells: [("path", $0)]) }
    }
  }

  private func row(_ model: ModelEntry) -> Row {
    let abilities = model.abilities.map(\.rawValue).sorted().joined(separator: ",")
    return Row(
      cells: [
        ("id", model.id), ("task", model.task.rawValue), ("context", "\(model.context)"),
        ("parameters", model.parameters.map { "\($0)" } ?? "-"),
        ("can", abilities.isEmpty ? "-" : abilities), ("source", model.source),
      ],
      more: [
        ("aliases", model.aliases.joined(separator: ",")),
        ("active", model.active.map { "\($0)" } ?? ""), ("checked", "\(model.checked)"),
      ])
  }

  private func row(_ card: AcceleratorEntry) -> Row {
    let backends = card.backends.map(\.rawValue).joined(separator: ",")
    return Row(
      cells: [
        ("id", card.id), ("kind", card.kind.rawValue),
        ("memory", card.memory.map { "\($0)" } ?? "the node's"),
        ("cuda_memory", card.cudaMemory.map { "\($0)" } ?? "-"),
        ("backends", backends.isEmpty ? "none" : backends), ("source", card.source),
      ],
      more: [
        ("about", card.about), ("aliases", card.aliases.joined(separator: ",")),
        ("multiprocessors", "\(card.multiprocessors)"), ("checked", "\(card.checked)"),
      ])
  }

  /// Of an engine that cannot be had the reason stands where the source would.
  private func row(_ engine: EngineEntry) -> Row {
    let backends = engine.backends.map(\.rawValue).joined(separator: ",")
    let absence = engine.unavailable
    return Row(
      cells: [
        ("id", engine.id), ("version", absence == nil ? "\(engine.version)" : "-"),
        ("backends", backends.isEmpty ? "-" : backends),
        ("weights", engine.weights?.rawValue ?? "-"),
        absence.map { ("unavailable", "cannot be had: \($0.because)") }
          ?? ("source", engine.source),
      ],
      more: [
        ("about", engine.about), ("aliases", engine.aliases.joined(separator: ",")),
        ("unavailable", absence?.because ?? ""), ("instead", absence?.instead ?? ""),
        ("source", engine.source), ("checked", "\(engine.checked)"),
        ("flags", engine.flags?.names.joined(separator: ",") ?? ""),
      ])
  }

  private func row(_ program: ProgramEntry) -> Row {
    let ports = program.ports.map { "\($0)" }.joined(separator: ",")
    return Row(
      cells: [
        ("id", program.id), ("baseline", program.baseline.map { "\($0)" } ?? "-"),
        ("newest", program.newest.map { "\($0)" } ?? "-"),
        ("ports", ports.isEmpty ? "-" : ports), ("source", program.source),
      ],
      more: [
        ("about", program.about), ("aliases", program.aliases.joined(separator: ",")),
        ("checked", "\(program.checked)"),
      ])
  }
}
