import FleetCatalog
import FleetDiagnostics
import FleetSpec
import FleetSyntax
import FleetValues

/// Engine processes: which model, where, how.
struct DeploymentResolver {
  let catalog: CatalogLookup
  let spec: ClusterSpec
  let nodes: [NodeName: ResolvedNode]
  let models: [ModelName: ResolvedModel]
  let gateway: ResolvedGateway?
  let monitoring: ResolvedMonitoring

  init(
    catalog: CatalogLookup, spec: ClusterSpec, nodes: [ResolvedNode],
    models: [ModelName: ResolvedModel], gateway: ResolvedGateway?,
    monitoring: ResolvedMonitoring
  ) {
    self.catalog = catalog
    self.spec = spec
    self.nodes = Dictionary(uniqueKeysWithValues: nodes.map { ($0.name.value, $0) })
    self.models = models
    self.gateway = gateway
    self.monitoring = monitoring
  }

  /// In the order of their names, without ports and served names.
  func resolve(into diagnostics: inout [Diagnostic]) -> [ResolvedDeployment] {
    spec.deployments.entries
      .compactMap { resolve($0.name, $0.value, into: &diagnostics) }
      .sorted { $0.name.value < $1.name.value }
  }

  private func resolve(
    _ name: Located<DeploymentName>, _ spec: DeploymentSpec,
    into diagnostics: inout [Diagnostic]
  ) -> ResolvedDeployment? {
    let engine = self.engine(spec, into: &diagnostics)
    let model = self.model(spec, into: &diagnostics)
    let node = self.node(name, spec, into: &diagnostics)
    let devices = node.flatMap { self.devices(name, spec, $0, into: &diagnostics) }
    if let engine { checkReserved(spec, engine.entry, into: &diagnostics) }
    checkVariables(spec, into: &diagnostics)
    guard let engine, let model, let node, let devices else { return nil }
    if let excess = contextProblem(name, spec, model) { diagnostics.append(excess) }
    let parts = Self.parts(spec)
    return ResolvedDeployment(
      name: name, about: spec.about, model: model, modelReference: spec.model,
      node: node.name.value,
      nodeSetting: Setting(spec.node, or: node.name.value, because: "the only node"),
      devices: devices, devicesSource: devicesSource(spec, devices),
      engine: engine.kind, backend: backend(engine.entry, devices, node),
      version: Setting(
        version(spec, engine.entry.id, node), or: engine.entry.version,
        because: "the newest whose flags are known"),
      program: Setting(
        spec.program ?? node.paths.programs[engine.entry.id], or: engine.entry.program,
        because: "where the catalog has it"),
      context: Setting(
        spec.context, or: min(4096, model.context.value),
        because: model.context.value < 4096
          ? "the longest the model knows" : "the language's default"),
      parallel: Setting(spec.parallel, or: 1, because: "the language's default"),
      batch: Setting(spec.batch, or: 512, because: "the language's default"),
      kv: Setting(spec.kv, or: .standard, because: "the language's default"),
      hostOnly: hostOnly(spec, devices),
      hostLayers: Setting(parts?.layers, or: 0, because: "every layer on the devices"),
      hostExperts: Setting(
        parts?.experts?.map(Optional.some), or: nil, because: "every expert on the devices"),
      hostCache: Setting(parts?.kv, or: false, because: "each layer's cache beside it"),
      split: spec.split?.map { $0.map(\.value) }, budget: spec.budget,
      flashAttention: Setting(spec.flashAttention, or: true, because: "the language's default"),
      promptCache: Setting(spec.promptCache, or: .zero, because: "the language's default"),
      port: Setting(spec.port, or: PortAllocation.none, because: "allocated"),
      listen: listen(spec, node),
      startTimeout: Setting(
        spec.startTimeout, or: standardTimeout(model), because: "5m and 20s a GiB of weights"),
      flags: spec.flags, environment: spec.environment,
      servedNames: [Plain(model.name.value)], servedNameSpans: [model.name.span],
      origin: spec.origin)
  }

  /// A deployment's version beats its node's, that the top level's.
  private func version(
    _ spec: DeploymentSpec, _ engine: String, _ node: ResolvedNode
  ) -> Located<EngineVersion>? {
    let own = self.spec.nodes[node.name.value]?.value.versions ?? []
    let shared = (own + self.spec.versions).first { $0.key.value.lowercased() == engine }
    return spec.version ?? shared?.value
  }

  /// The best backend of the first card that the engine drives all cards with.
  private func backend(
    _ engine: EngineEntry, _ devices: [Int], _ node: ResolvedNode
  ) -> AcceleratorBackend? {
    let cards = node.accelerators.filter { devices.contains($0.index) }
    return cards.first?.backends.first { backend in
      engine.backends.contains(backend) && cards.allSatisfy { $0.backends.contains(backend) }
    }
  }

  private func devicesSource(_ spec: DeploymentSpec, _ devices: [Int]) -> Setting<[Int]> {
    guard let first = spec.devices?.first else {
      return Setting(devices, because: "the node's only accelerator")
    }
    return Setting(Located(devices, at: first.span))
  }

  private static func parts(_ spec: DeploymentSpec) -> HostParts? {
    if case .parts(let parts) = spec.cpu?.value { parts } else { nil }
  }

  private func hostOnly(_ spec: DeploymentSpec, _ devices: [Int]) -> Setting<Bool> {
    if let cpu = spec.cpu, case .all = cpu.value { return Setting(cpu.map { _ in true }) }
    return devices.isEmpty
      ? Setting(true, because: "the node has no accelerator")
      : Setting(false, because: "nothing is kept on the host")
  }

  /// Five minutes and twenty seconds for each GiB of weights, six hours at most
  /// (LocalAI's budget for its distributed mode).
  private func standardTimeout(_ model: ResolvedModel) -> TimeSpan {
    let gibibytes = ((model.bytes?.count ?? 0) + (1 << 30) - 1) >> 30
    return .seconds(min(300 + 20 * gibibytes, 6 * 3600))
  }

  private func listen(_ spec: DeploymentSpec, _ node: ResolvedNode) -> Setting<IPAddress?> {
    if let written = spec.listen { return Setting(written.map(Optional.some)) }
    let name = node.name.value
    let isOurs = gateway.map { $0.node.value == name } ?? true
    if isOurs && monitoring.prometheusNodes.allSatisfy({ $0 == name }) {
      return Setting(
        IPAddress.v4(0x7F00_0001), because: "the gateway and Prometheus are on its node")
    }
    guard let address = node.address.value.address else {
      return Setting(nil, because: "the node is reached by a name: every address")
    }
    return Setting(address, because: "the node's address")
  }
}
