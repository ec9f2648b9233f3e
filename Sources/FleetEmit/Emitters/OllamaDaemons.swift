import FleetDiagnostics
import FleetFormats
import FleetPlan
import FleetValues

/// Ollama's daemons: a drop-in for the one that its own package brings, a unit
/// for each other.
struct OllamaDaemons: Emitter {
  private static let dropIn = TemplateFields<OllamaDaemonPlan>(
    origin: \.lines, .plains("deployments") { $0.models.map(\.process.name) },
    .plain("config") { $0.configFolder },
    .list("variables", of: VariableLine.fields) { $0.variableLines },
    .cuda { $0.cards }, .rocm { $0.cards }, .vulkan { $0.cards }, .gpu { $0.cards })

  private static let unit = TemplateFields<OllamaDaemonPlan>(
    origin: \.lines, .plains("deployments") { $0.models.map(\.process.name) },
    .plain("port") { Plain($0.port) }, .plain("program") { $0.program },
    .plain("user") { $0.user }, .plain("config") { $0.configFolder },
    .plain("state") { $0.stateFolder },
    .list("variables", of: VariableLine.fields) { $0.variableLines },
    .cuda { $0.cards }, .rocm { $0.cards }, .vulkan { $0.cards }, .gpu { $0.cards },
    .flag("readsHome") { HomeFolders.hold($0.program.text) },
    .flag("lowPort") { $0.port.isPrivileged })

  let templates = [
    TemplateUse("systemd/ollama-drop-in.conf", dropIn.shape),
    TemplateUse("systemd/ollama-daemon.service", unit.shape),
    TemplateUse("shell/check.sh", StartCheck.fields.shape),
  ]

  func artifacts(
    for node: NodePlan, in plan: DeploymentPlan, with templates: CompiledTemplates,
    into diagnostics: inout [Diagnostic]
  ) -> [Artifact] {
    node.daemons.flatMap { daemon -> [Artifact] in
      var artifacts = [settings(of: daemon, on: node, templates, into: &diagnostics)]
      if daemon.cards.hasAny {
        let check = templates.render(
          "shell/check.sh", StartCheck.fields, StartCheck(daemon), into: &diagnostics)
        artifacts.append(
          Artifact(
            node: node.name, path: "\(daemon.configFolder.pathBelowRoot)/check.sh", mode: 0o755,
            contents: check, because: daemon.origin.spans(of: "file")))
      }
      return artifacts
    }
  }

  private func settings(
    of daemon: OllamaDaemonPlan, on node: NodePlan, _ templates: CompiledTemplates,
    into diagnostics: inout [Diagnostic]
  ) -> Artifact {
    let folder = "etc/systemd/system/\(daemon.unit).service"
    let reasons = daemon.origin.spans(of: "file")
    if daemon.isStandard {
      let text = templates.render(
        "systemd/ollama-drop-in.conf", Self.dropIn, daemon, into: &diagnostics)
      return Artifact(
        node: node.name, path: "\(folder).d/50-fleetc.conf", contents: text, because: reasons)
    }
    let text = templates.render(
      "systemd/ollama-daemon.service", Self.unit, daemon, into: &diagnostics)
    return Artifact(node: node.name, path: folder, contents: text, because: reasons)
  }
}

extension OllamaDaemonPlan {
  var cards: Cards { Cards(backend: backend, numbers: cardNumbers) }
  var variableLines: [VariableLine] { environment.map { VariableLine($0, of: origin) } }
  /// The origin under the names that templates use.
  var lines: Origin {
    ["cards", "cuda", "rocm", "vulkan", "gpu"].reduce(origin) { $0.deriving($1, from: "devices") }
      .deriving("deployments", from: "members").deriving("state", from: "folder")
      .deriving("readsHome", from: "program")
  }
}
