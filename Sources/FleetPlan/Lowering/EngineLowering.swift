import FleetCluster
import FleetDiagnostics
import FleetSpec
import FleetValues

/// Engine processes: the same numbers that the ledger proved, as command lines
/// and environments.
struct EngineLowering {
  private let cluster: ResolvedCluster
  private let provenance: Provenance

  init(_ cluster: ResolvedCluster, _ provenance: Provenance) {
    self.cluster = cluster
    self.provenance = provenance
  }

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
    let unit = Plain(known: daemon.isStandard ? "ollama" : "ollama-\(daemon.port)")
    return OllamaDaemonPlan(
      unit: unit, isStandard: daemon.isStandard, program: first.program.value,
      user: daemon.isStandard ? Plain(known: "ollama") : UserLowering.user(of: .ollama, on: node),
      configFolder: Plain(known: "\(node.paths.config.value)/daemons/\(unit)"),
      stateFolder: Plain(known: "\(node.paths.state.value)/\(unit)"), listen: first.listen.value,
      port: daemon.port, probe: probe(first), backend: first.backend,
      cardNumbers: DeviceVariables.cards(first, on: node),
      environment: OllamaVariables.variables(members, of: daemon, on: node),
      models: members.map { model($0, on: node) },
      origin: provenance.origin(of: daemon, on: node))
  }

  private func model(_ deployment: ResolvedDeployment, on node: ResolvedNode) -> OllamaModelPlan {
    OllamaModelPlan(
      process: process(
        deployment, on: node, environment: [daemonAddress(deployment)]),
      source: deployment.model.ollama.map { .tag($0.value) }
        ?? .file(LlamaArguments.modelFile(deployment, on: node)),
      parameters: [
        (Plain(known: "num_ctx"), Plain(deployment.context.value), "context"),
        (Plain(known: "num_batch"), Plain(deployment.batch.value), "batch"),
        // By itself Ollama guesses how many layers fit.
        (Plain(known: "num_gpu"), Plain(deployment.layersOnDevices), "layersOnDevices"),
      ])
  }

  /// Where Ollama's own client finds the daemon.
  private func daemonAddress(_ deployment: ResolvedDeployment) -> VariablePlan {
    // An address of IPv6 has brackets, so that this is not plain.
    guard let value = try? Text("\(probe(deployment))") else {
      broken("an endpoint is no text")
    }
    return VariablePlan(name: Plain(known: "OLLAMA_HOST"), value: value, field: "endpoint")
  }

  private func process(
    _ deployment: ResolvedDeployment, on node: ResolvedNode, environment: [VariablePlan]
  ) -> EngineProcess {
    let user = UserLowering.user(of: deployment.engine.value, on: node)
    return EngineProcess(
      deployment: deployment.name.value, about: deployment.about,
      unit: Plain(known: "fleetc-\(deployment.name.value)"),
      configFolder: Plain(known: "\(node.paths.config.value)/\(deployment.name.value)"),
      stateFolder: UserLowering.home(of: user, on: node), modelsFolder: node.paths.models.value,
      user: user, program: deployment.program.value,
      listen: deployment.listen.value, port: deployment.port.value, probe: probe(deployment),
      startTimeout: deployment.startTimeout.value, backend: deployment.backend,
      cardNumbers: DeviceVariables.cards(deployment, on: node), servedNames: deployment.servedNames,
      environment: environment,
      origin: provenance.origin(of: deployment, on: node))
  }

  /// A process that listens on every address is asked on loopback.
  private func probe(_ deployment: ResolvedDeployment) -> Endpoint {
    let address = deployment.listen.value ?? .v4(0x7F00_0001)
    return Endpoint(
      .address(address.isUnspecified ? .v4(0x7F00_0001) : address), deployment.port.value)
  }

  private func custom(_ deployment: ResolvedDeployment) -> [VariablePlan] {
    deployment.environment.map { name, value in
      VariablePlan(name: Plain(known: name.value), value: value.value, field: "environment")
    }
  }
}
