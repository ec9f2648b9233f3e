import FleetCluster
import FleetDiagnostics
import FleetValues

/// The places behind what a plan part computes: those that its own fields name,
/// and those of other things that decide it.
struct Provenance {
  private let cluster: ResolvedCluster
  /// Where a node's deployments say which daemon of Ollama is theirs: each set of
  /// devices has one, and they are counted.
  private let sets: [NodeName: [SourceSpan]]
  /// The deployments of a node without a port of their own, by name: each takes
  /// the lowest that those before it left.
  private let unnumbered: [NodeName: [ResolvedDeployment]]

  init(_ cluster: ResolvedCluster) {
    self.cluster = cluster
    let ollamas = cluster.deployments.filter { $0.engine.value == .ollama }
    sets = Dictionary(grouping: ollamas, by: \.node).mapValues { deployments in
      deployments.flatMap { deployment in
        ["devices", "cpu", "engine", "node"].flatMap(deployment.origin.spans(of:))
      }
    }
    let allocated = cluster.deployments.filter {
      $0.port.span == nil && $0.engine.value == .llamaCpp
    }
    unnumbered = Dictionary(grouping: allocated, by: \.node)
  }

  func origin(of deployment: ResolvedDeployment, on node: ResolvedNode) -> Origin {
    let model = deployment.model.origin
    let weights = ["architecture", "quantization", "imatrix", "size"].flatMap(model.spans(of:))
    let file = ["architecture", "quantization", "file", "ollama"].flatMap(model.spans(of:))
    let isTimed = deployment.startTimeout.span != nil
    return deployment.origin
      .deriving("devices", from: cards(of: deployment, on: node))
      .deriving("listen", from: listen(of: deployment, on: node))
      .deriving("port", from: port(of: deployment))
      .deriving("endpoint", from: "listen", "port")
      .deriving("program", from: places(deployment.program))
      .deriving("state", from: places(node.paths.state) + places(node.user))
      .deriving("config", from: places(node.paths.config))
      .deriving("file", from: "node", "engine", "config")
      .deriving("file", from: deployment.engine.value == .ollama ? sets[node.name.value] ?? [] : [])
      .deriving("user", from: places(node.user))
      .deriving("modelFile", from: file + places(node.paths.models))
      .deriving("modelFile", from: "model")
      .deriving("servedNames", from: deployment.servedNameSpans)
      .deriving("servedNames", from: "model")
      // Of several models of a daemon the best has a route's name.
      .deriving(
        "servedNames",
        from: deployment.engine.value == .ollama ? sets[node.name.value] ?? [] : []
      )
      .deriving("totalContext", from: "context", "parallel")
      .deriving("logicalBatch", from: "batch")
      .deriving("layersOnDevices", from: "cpu", "devices", "model")
      .deriving("layersOnDevices", from: model.spans(of: "architecture"))
      .deriving("split", from: "devices")
      .deriving("startTimeout", from: isTimed ? [] : weights)
      .deriving("startTimeout", from: isTimed ? "start_timeout" : "model")
  }

  /// A daemon is what the deployments make of it that share its devices.
  func origin(of daemon: OllamaDaemon, on node: ResolvedNode) -> Origin {
    let members = daemon.deployments.compactMap(cluster.deployment)
    guard let first = members.first else { broken("an Ollama daemon without a model") }
    let origins = members.map { origin(of: $0, on: node) }
    return origin(of: first, on: node)
      .deriving(
        "members",
        from: members.map(\.name.span)
          + origins.flatMap { $0.spans(of: "file") } + (sets[node.name.value] ?? [])
      )
      .deriving("folder", from: places(node.paths.state)).deriving("folder", from: "port")
      .deriving("context", from: origins.flatMap { $0.spans(of: "context") })
      .deriving("context", from: "members")
      .deriving("file", from: origins.flatMap { $0.spans(of: "file") })
      .deriving("file", from: "port")
  }

  /// - Parameter deployments: those that run there.
  func origin(of node: ResolvedNode, with deployments: [ResolvedDeployment]) -> Origin {
    let engines = deployments.flatMap { deployment in
      ["node", "engine"].flatMap(deployment.origin.spans(of:))
    }
    return node.origin.deriving("engines", from: engines)
      .deriving("state", from: places(node.paths.state))
      .deriving("config", from: places(node.paths.config))
      .deriving("models", from: places(node.paths.models))
      .deriving("home", from: places(node.paths.state) + places(node.user))
  }

  /// Where others find it. The node's address counts even where it listens on
  /// another one: it may be every address.
  func endpoint(of deployment: ResolvedDeployment, on node: ResolvedNode) -> [SourceSpan] {
    let origin = deployment.origin.deriving("listen", from: listen(of: deployment, on: node))
      .deriving("port", from: port(of: deployment))
    return ["node", "listen", "port"].flatMap(origin.spans(of:))
      + node.origin.spans(of: "address")
  }

  private func cards(of deployment: ResolvedDeployment, on node: ResolvedNode) -> [SourceSpan] {
    let own = deployment.origin.spans(of: "devices") + deployment.origin.spans(of: "cpu")
    return own
      + node.accelerators.filter { deployment.devices.contains($0.index) }.flatMap { card in
        ["type", "backend", "device"].flatMap(card.origin.spans(of:))
      }
  }

  /// Where nobody wrote it, the node's address, or loopback where the gateway is
  /// on the same node.
  private func listen(of deployment: ResolvedDeployment, on node: ResolvedNode) -> [SourceSpan] {
    if deployment.listen.span != nil { return [] }
    return node.origin.spans(of: "address") + [cluster.gateway?.node.span].compactMap { $0 }
  }

  /// Where nobody wrote it, the range and what had a choice before: for Ollama the
  /// sets of devices.
  private func port(of deployment: ResolvedDeployment) -> [SourceSpan] {
    if deployment.port.span != nil { return [] }
    let isOllama = deployment.engine.value == .ollama
    let others = unnumbered[deployment.node] ?? []
    let earlier = isOllama ? others[...] : others.prefix { $0.name.value != deployment.name.value }
    return places(cluster.ports) + (isOllama ? sets[deployment.node] ?? [] : [])
      + earlier.flatMap { $0.origin.spans(of: "node") + $0.origin.spans(of: "engine") }
  }

  private func places<Value>(_ setting: Setting<Value>) -> [SourceSpan] {
    setting.span.map { [$0] } ?? []
  }
}
