import FleetDiagnostics
import FleetFormats
import FleetPlan
import FleetValues

/// `install.sh` of a node: what brings its files from the folder they were copied
/// to onto the machine. It knows them by name, mode and sum, so that it is made
/// when all others are.
struct InstallScript: Emitter {
  private struct Installation: Sendable {
    var fleet: Plain
    var node: NodePlan
    var files: [File]
    var watches: [Watch]

    var origin: Origin { node.origin }
    /// With the places of the deployments that open them.
    var models: [ModelFile] {
      node.servers.map { ModelFile(path: $0.modelFile, origin: $0.process.origin) }
        + node.daemons.flatMap(\.models).compactMap { model in
          if case .file(let path) = model.source {
            ModelFile(path: path, origin: model.process.origin)
          } else {
            nil
          }
        }
    }
  }

  private struct ModelFile: Sendable {
    var path: Text
    var origin: Origin
  }

  private struct File: Sendable {
    var mode: Plain
    var sum: Plain
    var path: Plain
    /// A sum comes from all that the file comes from.
    var origin: Origin
  }

  /// What is to be built where it is missing, and to drive which cards.
  private struct Server: Sendable {
    var program: Plain
    var backends: [Plain]
    var origin: Origin
  }

  private struct Watch: Sendable {
    var under: Plain
    var verb: Plain
    var unit: Plain
  }

  private static let path = "shell/install.sh"
  private static let file = TemplateFields<File>(
    origin: \.origin, .plain("mode") { $0.mode }, .plain("sum") { $0.sum },
    .plain("path") { $0.path })
  private static let watch = TemplateFields<Watch>(
    origin: { _ in Origin(nil) }, .plain("under") { $0.under }, .plain("verb") { $0.verb },
    .plain("unit") { $0.unit })
  private static let server = TemplateFields<Server>(
    origin: \.origin, .plain("program") { $0.program }, .plains("backends") { $0.backends })
  private static let modelFile = TemplateFields<ModelFile>(
    origin: { $0.origin.deriving("model", from: "modelFile") }, .text("model") { $0.path })
  private static let fields = TemplateFields<Installation>(
    origin: \.origin, .plain("node") { Plain($0.node.name) }, .plain("fleet") { $0.fleet },
    .plain("config") { $0.node.configFolder }, .plain("state") { $0.node.stateFolder },
    .list("models", of: modelFile) { $0.models }, .list("files", of: file) { $0.files },
    .list("watches", of: watch) { $0.watches },
    .list("servers", of: server) { servers(of: $0.node) },
    .plains("ollamas") { programs($0.node.daemons.map(\.program)) },
    .flag("standard") { $0.node.daemons.contains(where: \.isStandard) },
    .flag("nginx") { $0.node.gateway != nil },
    .flag("prometheus") { $0.node.prometheus != nil },
    .flag("exporter") { $0.node.exportsNodeMetrics })

  let templates = [TemplateUse(path, fields.shape)]

  func artifacts(
    for node: NodePlan, in plan: DeploymentPlan, with templates: CompiledTemplates,
    into diagnostics: inout [Diagnostic]
  ) -> [Artifact] { [] }

  func closingArtifacts(
    for node: NodePlan, in plan: DeploymentPlan, over artifacts: [Artifact],
    with templates: CompiledTemplates, into diagnostics: inout [Diagnostic]
  ) -> [Artifact] {
    let installation = Installation(
      fleet: plan.fleet, node: node,
      files: artifacts.sorted { $0.path < $1.path }.map { artifact in
        File(
          mode: Self.plain("0" + String(artifact.mode, radix: 8)),
          sum: Self.plain(artifact.sha256),
          path: Self.plain(artifact.path),
          origin: Origin(nil).deriving("sum", from: artifact.contents.allSpans))
      },
      watches: Self.watches(node, artifacts))
    let text = templates.render(Self.path, Self.fields, installation, into: &diagnostics)
    return [Artifact(node: node.name, path: "install.sh", mode: 0o755, contents: text)]
  }

  /// Daemons before their models: the order in which units are started.
  private static func watches(_ node: NodePlan, _ artifacts: [Artifact]) -> [Watch] {
    let engines =
      node.daemons.map { ($0.configFolder, $0.unit) }
      + node.servers.map { ($0.process.configFolder, $0.process.unit) }
      + node.daemons.flatMap(\.models).map { ($0.process.configFolder, $0.process.unit) }
    var watches = engines.map { folder, unit in
      watch("\(folder.pathBelowRoot)/", "restart", "\(unit)")
    }
    if node.gateway != nil { watches.append(watch("etc/nginx/", "reload", "nginx")) }
    if node.prometheus != nil {
      watches.append(watch("etc/prometheus/", "reload", "prometheus"))
    }
    let folder = "etc/systemd/system/"
    for artifact in artifacts where artifact.path.hasPrefix(folder) {
      let name = artifact.path.dropFirst(folder.count).prefix { $0 != "/" }
      for suffix in [".service", ".service.d"] where name.hasSuffix(suffix) {
        watches.append(watch(artifact.path, "restart", String(name.dropLast(suffix.count))))
      }
    }
    return watches
  }

  private static func watch(_ under: String, _ verb: String, _ unit: String) -> Watch {
    Watch(under: plain(under), verb: plain(verb), unit: plain("\(unit).service"))
  }

  private static func servers(of node: NodePlan) -> [Server] {
    Dictionary(grouping: node.servers, by: \.process.program.text)
      .sorted { $0.key < $1.key }
      .map { program, servers in
        let options = servers.compactMap { $0.process.cards.buildOption?.text }
        return Server(
          program: plain(program), backends: Set(options).sorted().map(plain),
          origin: node.origin)
      }
  }

  private static func programs(_ paths: [Plain]) -> [Plain] {
    Set(paths.map(\.text)).sorted().map(plain)
  }

  private static func plain(_ text: String) -> Plain {
    guard let plain = Plain(text) else { broken("'\(text)' is not plain") }
    return plain
  }
}
