import FleetDiagnostics
import FleetFormats
import FleetPlan
import FleetValues

/// llama.cpp's servers: for each a unit, and in a folder of its own the script
/// that starts it, its variables, and what is asked before and after.
///
/// The command line is in a script and not in the unit, since a person can run
/// and read a script, and its quoting has no `%` and no `$` to double.
struct LlamaServers: Emitter {
  private static let script = TemplateFields<LlamaServerPlan>(
    origin: \.process.lines, .plain("deployment") { $0.process.name },
    .plain("program") { $0.process.program },
    .list("arguments", of: ArgumentLine.fields) { server in
      server.arguments.map { ArgumentLine($0, of: server.process) }
    })

  private static let ready = TemplateFields<EngineProcess>(
    origin: \.lines, .plain("deployment") { $0.name },
    .plain("host") { Plain(known: "\($0.probe.host)") }, .plain("port") { Plain($0.port) },
    .plain("seconds") { Plain($0.startTimeout.secondsRoundedUp) })

  private static let unit = TemplateFields<LlamaServerPlan>(
    origin: \.process.lines, .plain("deployment") { $0.process.name },
    .plain("model") { $0.process.model }, .plain("port") { Plain($0.process.port) },
    .plain("user") { $0.process.user }, .plain("config") { $0.process.configFolder },
    .plain("state") { $0.process.stateFolder }, .plain("timeout") { $0.process.timeout },
    .plain("interval") { $0.process.interval(restartSeconds: 10) },
    .cuda { $0.process.cards }, .rocm { $0.process.cards }, .vulkan { $0.process.cards },
    .gpu { $0.process.cards },
    .flag("readsHome") { HomeFolders.hold($0.process.program.text, $0.modelFile.string) },
    .flag("lowPort") { $0.process.port.isPrivileged })

  let templates = [
    TemplateUse("shell/llama-server.sh", script.shape),
    TemplateUse("env/deployment", VariableFile.fields.shape),
    TemplateUse("shell/check.sh", StartCheck.fields.shape),
    TemplateUse("shell/ready.sh", ready.shape),
    TemplateUse("systemd/llama-server.service", unit.shape),
  ]

  func artifacts(
    for node: NodePlan, in plan: DeploymentPlan, with templates: CompiledTemplates,
    into diagnostics: inout [Diagnostic]
  ) -> [Artifact] {
    node.servers.flatMap { server -> [Artifact] in
      let process = server.process
      let variables = VariableFile(process)
      let check = StartCheck(server)
      return [
        process.artifact(
          "launch.sh", on: node,
          templates.render("shell/llama-server.sh", Self.script, server, into: &diagnostics)),
        process.artifact(
          "env", on: node, mode: 0o644,
          templates.render("env/deployment", VariableFile.fields, variables, into: &diagnostics)),
        process.artifact(
          "check.sh", on: node,
          templates.render("shell/check.sh", StartCheck.fields, check, into: &diagnostics)),
        process.artifact(
          "ready.sh", on: node,
          templates.render("shell/ready.sh", Self.ready, process, into: &diagnostics)),
        process.unitArtifact(
          on: node,
          templates.render("systemd/llama-server.service", Self.unit, server, into: &diagnostics)),
      ]
    }
  }
}
