import ArgumentParser
import FleetCluster
import FleetCompiler
import FleetDiagnostics
import FleetFormats
import FleetReport
import FleetValues

struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Checks a spec, then writes every node's files.",
    discussion: "Example: fleetc build cluster.yaml -o out")

  @OptionGroup var input: InputOptions
  @OptionGroup var common: CommonOptions

  @Option(name: [.customShort("o"), .customLong("output")], help: "The folder to write (out).")
  var folder: String?

  @Flag(help: "Write nothing; exit 1 where the folder differs.")
  var check = false

  @Option(
    name: .customLong("node"),
    help: "Only this node's files (repeatable): printed, or written with -o.")
  var nodes: [String] = []

  func run() throws {
    let output = try input.compiler().compile(try input.source())
    let findings = output.analysis.diagnostics
    let sources = output.analysis.sources
    Console.error(TextRenderer(colour: common.isColoured).render(findings, in: sources))
    guard !input.fails(findings), let cluster = output.analysis.cluster else {
      if !common.quiet {
        Console.error("\n" + CheckCommand.summary(findings))
        if !check { Console.error("fleetc: nothing was written\n") }
      }
      throw ExitCode(1)
    }
    let artifacts = try selected(output.artifacts, of: cluster, in: sources)
    if !nodes.isEmpty && folder == nil && !check { return print(artifacts) }
    try deliver(artifacts, cluster)
  }

  /// All artifacts, or those of the named nodes with a manifest of their own.
  private func selected(
    _ artifacts: [Artifact], of cluster: AssessedCluster, in sources: SourceMap
  ) throws -> [Artifact] {
    if nodes.isEmpty { return artifacts }
    let known = Set(cluster.resolved.nodes.map(\.name.value.text))
    if let unknown = nodes.first(where: { !known.contains($0) }) {
      throw WorldFailure(
        "there is no node '\(unknown)': name one of \(known.sorted().joined(separator: ", "))")
    }
    let own = artifacts.filter { $0.node.map { nodes.contains($0.text) } ?? false }
    return own + [Manifest.artifact(of: own, in: sources)]
  }

  private func print(_ artifacts: [Artifact]) {
    for artifact in artifacts where artifact.node != nil {
      Console.out("==> \(artifact.outputPath) <==\n\(artifact.contents.text)\n")
    }
  }

  private func deliver(_ artifacts: [Artifact], _ cluster: AssessedCluster) throws {
    let path = folder ?? "out"
    let files = artifacts.map {
      OutputFile(path: $0.outputPath, contents: $0.contents.bytes, mode: $0.mode)
    }
    let target = try OutputFolder(path, for: check ? .reading : .writing)
    let owned = try owned(in: target, path)
    if !nodes.isEmpty, let foreign = owned.subtracting(files.map(\.path)).sorted().first {
      throw WorldFailure(
        "\(path) holds other files of a build (\(foreign)): name another folder for some nodes")
    }
    if check { return try report(target.differences(from: files, owned: owned), path) }
    let change = try target.replace(with: files, owned: owned)
    for leftover in change.leftovers { Console.error("fleetc: \(leftover)\n") }
    if common.quiet { return }
    let lines = BuildSummary(cluster, artifacts, in: path).lines
    let sentence = Self.sentence(change, files.count, path)
    Console.out(lines.joined(separator: "\n") + "\n\n" + sentence + "\n", done: sentence)
  }

  /// What the last build wrote, and so may be replaced or removed.
  private func owned(in target: borrowing OutputFolder, _ path: String) throws -> Set<String> {
    let manifest = "\(Artifact.fleetFolder)/\(Manifest.path)"
    guard let bytes = try target.contents(of: manifest) else { return [] }
    do {
      return Set(try Manifest.files(in: bytes).map(\.path)).union([manifest])
    } catch {
      throw WorldFailure(
        "\(path)/\(manifest) \(error): it says which files are fleetc's; "
          + "move \(path) away or restore it")
    }
  }

  private func report(_ differences: [Difference], _ path: String) throws {
    for difference in differences {
      Console.out("\(path)/\(difference.path): \(difference.kind.rawValue)\n")
    }
    if differences.isEmpty {
      if !common.quiet { Console.out("\(path) is what the spec compiles to\n") }
      return
    }
    Console.error("fleetc: \(path) differs from what the spec compiles to: run fleetc build\n")
    throw ExitCode(1)
  }

  private static func sentence(_ change: OutputChange, _ count: Int, _ path: String) -> String {
    if change.differences.isEmpty {
      return "\(path) was up to date: \(count) files, none touched"
    }
    let counts = Dictionary(grouping: change.differences, by: \.kind).mapValues(\.count)
    let words = counts.map { "\($1) \($0.rawValue)" }.sorted().joined(separator: ", ")
    return "wrote \(path): \(count) files, \(words)"
  }
}
