import ArgumentParser
import FleetCluster
import FleetCompiler
import FleetDiagnostics
import FleetJSON
import FleetReport
import FleetValues

struct ShowCommand: ParsableCommand {
  enum View: String, ExpressibleByArgument, CaseIterable { case spec, ledger, ports, routes }
  enum Format: String, ExpressibleByArgument, CaseIterable { case human, json }

  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows what a spec says, as tables and pictures.",
    discussion: "Example: fleetc show ports cluster.yaml")

  @Argument(help: "spec, ledger, ports or routes.")
  var view: View

  @OptionGroup var input: InputOptions
  @OptionGroup var common: CommonOptions

  @Option(help: "human or json.")
  var format = Format.human

  @Option(name: .customLong("node"), help: "Only this node (repeatable; of ports).")
  var nodes: [String] = []

  func validate() throws {
    if !nodes.isEmpty && view != .ports {
      throw ValidationError("--node goes with `show ports` alone")
    }
  }

  func run() throws {
    let analysis = try input.compiler().analyse(try input.source())
    let findings = analysis.diagnostics
    Console.error(TextRenderer(colour: common.isColoured).render(findings, in: analysis.sources))
    if let cluster = analysis.cluster {
      try checkNodes(cluster.resolved)
      show(cluster, in: analysis.sources)
    }
    if input.fails(findings) { throw ExitCode(1) }
  }

  private func checkNodes(_ cluster: ResolvedCluster) throws(WorldFailure) {
    let known = cluster.nodes.map(\.name.value.text)
    if let unknown = nodes.first(where: { !known.contains($0) }) {
      throw WorldFailure(
        "there is no node '\(unknown)': name one of \(known.joined(separator: ", "))")
    }
  }

  private func show(_ cluster: AssessedCluster, in sources: SourceMap) {
    let resolved = cluster.resolved
    let ports = PortReport(resolved, nodes: Set(nodes.map(NodeName.init)))
    switch (view, format) {
    case (.spec, .human): print(SpecReport(resolved).lines(in: sources))
    case (.spec, .json): print(SpecReport(resolved).json(in: sources))
    case (.ledger, .human): print(LedgerPicture(cluster).lines)
    case (.ledger, .json): print(LedgerReport(cluster).json)
    case (.ports, .human): print(ports.lines)
    case (.ports, .json): print(ports.json)
    case (.routes, .human): print(RouteReport(resolved).lines)
    case (.routes, .json): print(RouteReport(resolved).json)
    }
  }

  private func print(_ lines: [String]) { Console.out(lines.map { $0 + "\n" }.joined()) }
  private func print(_ value: JSONValue) { Console.out(JSONWriter.text(of: value)) }
}
