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

    /// The programs are those that all deployments run.
    var origin: Origin {
      let servers = node.servers.flatMap { $0.process.origin.spans(of: "program") }
      let ollamas = node.daemons.flatMap { $0.origin.spans(of: "program") }
      return node.origin.deriving("servers", from: servers).deriving("ollamas", from: ollamas)
    }
    /// Each once, with the places of all deployments that open it.
    var models: [ModelFile] {
      let opened: [(path: Text, by: EngineProcess)] =
        node.servers.map { ($0.modelFile, $0.process) }
        + node.daemons.flatMap(\.models).compactMap { model in
          if case .file(let path) = model.source { (path, model.process) } else { nil }
        }
      var files: [ModelFile] = []
      var places: [Text: Int] = [:]
      for (path, process) in opened {
        let place = places[path] ?? files.count
        if place == files.count { files.append(ModelFile(path: path, origin: process.origin)) }
        places[path] = place
        files[place].origin = files[place].origin.deriving(
          "model", from: process.origin.spans(of: "modelFile"))
      }
      return files
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
    var origin: Origin
  }

  private static let path = "shell/install.sh"
  private static let file = TemplateFields<File>(
    origin: \.origin, .plain("mode") { $0.mode }, .plain("sum") { $0.sum },
    .plain("path") { $0.path })
  private static let watch = TemplateFields<Watch>(
    origin: \.origin, .plain("under") { $0.under }, .plain("verb") { $0.verb },
    .plain("unit") { $0.unit })
  private static let server = TemplateFields<Server>(
    origin: \.origin, .plain("program") { $0.program }, .plains("backends") { $0.backends })
  private static let modelFile = TemplateFields<ModelFile>(
    origin: \.origin, .text("model") { $0.path })
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
          mode: Plain(known: "0" + String(artifact.mode, radix: 8)),
          sum: Plain(known: artifact.sha256),
          path: Plain(known: artifact.path),
          origin: Origin(nil).deriving("sum", from: artifact.contents.allSpans)
            .deriving("path", from: artifact.reasons))
      },
      watches: Self.watches(node, artifacts))
    let text = templates.render(Self.path, Self.fields, installation, into: &diagnostics)
    return [Artifact(node: node.name, path: "install.sh", mode: 0o755, contents: text)]
  }

  /// Daemons before their models: the order in which units are started.
  private static func watches(_ node: NodePlan, _ artifacts: [Artifact]) -> [Watch] {
    let engines =
      node.daemons.map { ($0.configFolder, $0.unit, $0.origin) }
      + node.servers.map { ($0.process.configFolder, $0.process.unit, $0.process.origin) }
      + node.daemons.flatMap(\.models)
      .map { ($0.process.configFolder, $0.process.unit, $0.process.origin) }
    var watches = engines.map { folder, unit, origin in
      // Models come in the order of their daemons.
      let places = ["file", "port", "devices"].flatMap(origin.spans(of:))
      return watch("\(folder.pathBelowRoot)/", "restart", "\(unit)", from: places)
    }
    if let gateway = node.gateway {
      watches.append(watch("etc/nginx/", "reload", "nginx", from: gateway.origin.subjects))
    }
    if let prometheus = node.prometheus {
      let places = prometheus.origin.subjects
      watches.append(watch("etc/prometheus/", "reload", "prometheus", from: places))
    }
    let folder = "etc/systemd/system/"
    for artifact in artifacts where artifact.path.hasPrefix(folder) {
      let name = artifact.path.dropFirst(folder.count).prefix { $0 != "/" }
      for suffix in [".service", ".service.d"] where name.hasSuffix(suffix) {
        let unit = String(name.dropLast(suffix.count))
        watches.append(watch(artifact.path, "restart", unit, from: artifact.reasons))
      }
    }
    return watches
  }

  private static func watch(
    _ under: String, _ verb: String, _ unit: String, from places: [SourceSpan]
  ) -> Watch {
    Watch(
      under: Plain(known: under), verb: Plain(known: verb), unit: Plain(known: "\(unit).service"),
      origin: Origin(nil).deriving("under", from: places))
  }

  private static func servers(of node: NodePlan) -> [Server] {
    Dictionary(grouping: node.servers, by: \.process.program.text)
      .sorted { $0.key < $1.key }
      .map { program, servers in
        let options = servers.compactMap { $0.process.cards.buildOption?.text }
        return Server(
          program: Plain(known: program), backends: Set(options).sorted().map(Plain.init(known:)),
          origin: servers.reduce(node.origin) { origin, server in
            let places = ["program", "devices", "backends"].flatMap(
              server.process.origin.spans(of:))
            return origin.deriving("program", from: places).deriving("backends", from: places)
          })
      }
  }

  private static func programs(_ paths: [Plain]) -> [Plain] {
    Set(paths.map(\.text)).sorted().map(Plain.init(known:))
  }
}
