import FleetCluster
import FleetDiagnostics
import FleetSpec
import FleetValues

/// Engine processes: the same numbers that the ledger proved, as command lines
/// and environments.
struct EngineLowering {
  private let cluster: ResolvedCluster

  init(_ cluster: ResolvedCluster) { self.cluster = cluster }

  func server(_ deployment: ResolvedDeployment, on node: ResolvedNode) -> LlamaServerPlan {
    LlamaServerPlan(
      process: process(
        deployment, on: node,
        environment: DeviceVariables.variables(deployment, on: node) + custom(deployment)),
      arguments: LlamaArguments.arguments(deployment, on: node),
      modelFile: LlamaArguments.modelFile(deployment, on: node))
  }

  func daemon(_ daemon: OllamaDaemon, on node: ResolvedNode) -> OllamaDaemonPlan {
    let members = daemon.deployments.compactMap(cluster.deployment)
    guard let first = members.first else { broken("an Ollama daemon without a model") }
    let unit = plain(daemon.isStandard ? "ollama" : "ollama-\(daemon.port)")
    return OllamaDaemonPlan(
      unit: unit, isStandard: daemon.isStandard, program: first.program.value,
      user: daemon.isStandard ? plain("ollama") : UserLowering.user(of: .ollama, on: node),
      configFolder: plain("\(node.paths.config.value)/daemons/\(unit)"),
      stateFolder: plain("\(node.paths.state.value)/\(unit)"), listen: first.listen.value,
      port: daemon.port, probe: probe(first), backend: first.backend,
      cardNumbers: DeviceVariables.cards(first, on: node),
      environment: OllamaVariables.variables(members, of: daemon, on: node),
      models: members.map { model($0, on: node) }, origin: first.origin)
  }

  private func model(_ deployment: ResolvedDeployment, on node: ResolvedNode) -> OllamaModelPlan {
    OllamaModelPlan(
      process: process(
        deployment, on: node, environment: [daemonAddress(deployment)]),
      source: deployment.model.ollama.map { .tag($0.value) }
        ?? .file(LlamaArguments.modelFile(deployment, on: node)),
      parameters: [
        (plain("num_ctx"), Plain(deployment.context.value), "context"),
        (plain("num_batch"), Plain(deployment.batch.value), "batch"),
        // By itself Ollama guesses how many layers fit.
        (plain("num_gpu"), Plain(deployment.layersOnDevices), "cpu"),
      ])
  }

  /// Where Ollama's own client finds the daemon.
  private func daemonAddress(_ deployment: ResolvedDeployment) -> VariablePlan {
    // An address of IPv6 has brackets, so that this is not plain.
    guard let value = try? Text("\(probe(deployment))") else {
      broken("an endpoint is no text")
    }
    return VariablePlan(name: plain("OLLAMA_HOST"), value: value, field: "port")
  }

  private func process(
    _ deployment: ResolvedDeployment, on node: ResolvedNode, environment: [VariablePlan]
  ) -> EngineProcess {
    let user = UserLowering.user(of: deployment.engine.value, on: node)
    return EngineProcess(
      deployment: deployment.name.value, about: deployment.about,
      unit: plain("fleetc-\(deployment.name.value)"),
      configFolder: plain("\(node.paths.config.value)/\(deployment.name.value)"),
      stateFolder: UserLowering.home(of: user, on: node), modelsFolder: node.paths.models.value,
      user: user, program: deployment.program.value,
      listen: deployment.listen.value, port: deployment.port.value, probe: probe(deployment),
      startTimeout: deployment.startTimeout.value, backend: deployment.backend,
      cardNumbers: DeviceVariables.cards(deployment, on: node), servedNames: deployment.servedNames,
      environment: environment,
      origin: Provenance.origin(of: deployment))
  }

  /// A process that listens on every address is asked on loopback.
  private func probe(_ deployment: ResolvedDeployment) -> Endpoint {
    let address = deployment.listen.value ?? .v4(0x7F00_0001)
    return Endpoint(
      .address(address.isUnspecified ? .v4(0x7F00_0001) : address), deployment.port.value)
  }

  private func custom(_ deployment: ResolvedDeployment) -> [VariablePlan] {
    deployment.environment.map { name, value in
      VariablePlan(name: plain(name.value), value: value.value, field: "environment")
    }
  }
}

/// A text that the compiler made or judged plain before.
func plain(_ text: String) -> Plain {
  guard let plain = Plain(text) else { broken("'\(text)' is not plain") }
  return plain
}

/// The spans behind a deployment's fields, those of other places included.
enum Provenance {
  static func origin(of deployment: ResolvedDeployment) -> Origin {
    let model = deployment.model.origin
    return deployment.origin
      .deriving("servedNames", from: deployment.servedNameSpans)
      .deriving(
        "modelFile",
        from: ["architecture", "quantization", "file", "ollama"].flatMap(model.spans(of:))
      )
      .deriving("totalContext", from: "context", "parallel")
      .deriving("logicalBatch", from: "batch")
      .deriving("startTimeout", from: "start_timeout")
  }
}
