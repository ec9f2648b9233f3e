import FleetDiagnostics
import FleetFormats
import FleetPlan
import FleetValues

/// Ollama's deployments: a unit that runs once after the daemon, makes the model
/// under the names it is asked by, and loads it.
///
/// The Modelfile is written by the script when it runs: no format of ours can
/// quote a path in one, and a shell's list can.
struct OllamaModels: Emitter {
  /// A model with the daemon that is to load it.
  private struct Loading: Sendable {
    var model: OllamaModelPlan
    var daemon: OllamaDaemonPlan

    var process: EngineProcess { model.process }
    var origin: Origin {
      model.process.lines.deriving("daemon", from: "port", "devices")
        .deriving("isTag", from: "modelFile")
    }
    var source: Text {
      switch model.source {
      case .tag(let text), .file(let text): text
      }
    }
    var isTag: Bool { if case .tag = model.source { true } else { false } }
  }

  private struct Parameter: Sendable {
    var name: Plain
    var value: Plain
    var origin: Origin
  }

  private static let parameter = TemplateFields<Parameter>(
    origin: \.origin, .plain("name") { $0.name }, .plain("value") { $0.value })

  private static let script = TemplateFields<Loading>(
    origin: \.origin, .plain("deployment") { $0.process.name },
    .plain("program") { $0.process.program },
    .plain("host") { Plain("\($0.daemon.probe.host)") ?? $0.process.name },
    .plain("port") { Plain($0.daemon.port) },
    .plain("seconds") { Plain($0.process.startTimeout.secondsRoundedUp) },
    .flag("isTag") { $0.isTag }, .text("source") { $0.source },
    .list("parameters", of: parameter) { loading in
      loading.model.parameters.map {
        Parameter(
          name: $0.name, value: $0.value,
          origin: loading.origin.of($0.field, as: "name", "value"))
      }
    },
    .plain("model") { $0.process.model },
    .plains("aliases") { Array($0.process.servedNames.dropFirst()) })

  private static let unit = TemplateFields<Loading>(
    origin: \.origin, .plain("deployment") { $0.process.name },
    .plain("model") { $0.process.model }, .plain("daemon") { $0.daemon.unit },
    .plain("user") { $0.process.user }, .plain("config") { $0.process.configFolder },
    .plain("timeout") { $0.process.timeout },
    .plain("interval") { $0.process.interval(restartSeconds: 30) },
    .flag("readsHome") { HomeFolders.hold($0.process.program.text, $0.source.string) })

  let templates = [
    TemplateUse("shell/ollama-model.sh", script.shape),
    TemplateUse("env/deployment", VariableFile.fields.shape),
    TemplateUse("systemd/ollama-model.service", unit.shape),
  ]

  func artifacts(
    for node: NodePlan, in plan: DeploymentPlan, with templates: CompiledTemplates,
    into diagnostics: inout [Diagnostic]
  ) -> [Artifact] {
    let loadings = node.daemons.flatMap { daemon in
      daemon.models.map { Loading(model: $0, daemon: daemon) }
    }
    return loadings.flatMap { loading -> [Artifact] in
      let process = loading.process
      let variables = VariableFile(process)
      return [
        process.artifact(
          "launch.sh", on: node,
          templates.render("shell/ollama-model.sh", Self.script, loading, into: &diagnostics)),
        process.artifact(
          "env", on: node, mode: 0o644,
          templates.render("env/deployment", VariableFile.fields, variables, into: &diagnostics)),
        process.unitArtifact(
          on: node,
          templates.render("systemd/ollama-model.service", Self.unit, loading, into: &diagnostics)),
      ]
    }
  }
}
