package import FleetCluster
package import FleetDiagnostics
package import FleetJSON
import FleetMemory
import FleetSpec
import FleetValues

/// The whole spec with every default filled in, and where each value came from.
package struct SpecReport: Sendable {
  private struct Row: Sendable {
    var path: [String]
    var value: String
    var source: Source
  }

  private enum Source: Sendable {
    case written(SourceSpan)
    case assumed(String)
  }

  private var rows: [Row] = []

  package init(_ cluster: ResolvedCluster) {
    add(["cluster"], cluster.name)
    for node in cluster.nodes { add(node) }
    for model in models(of: cluster) { add(model) }
    for deployment in cluster.deployments { add(deployment) }
    if let gateway = cluster.gateway { add(gateway) }
    for route in cluster.routes { add(route) }
    for scenario in cluster.scenarios { add(scenario) }
    add(["monitoring", "interval"], cluster.monitoring.interval)
    add(["monitoring", "retention"], cluster.monitoring.retention)
    add(["ports"], cluster.ports)
  }

  /// As YAML, each value with its source behind it.
  package func lines(in sources: SourceMap) -> [String] {
    var places = PlaceFinder(sources)
    var lines: [String] = []
    var open: [String] = []
    for row in rows {
      let common = zip(open, row.path.dropLast()).prefix { $0 == $1 }.count
      for depth in common..<max(common, row.path.count - 1) {
        lines.append(String(repeating: "  ", count: depth) + row.path[depth] + ":")
      }
      open = Array(row.path.dropLast())
      let key = String(repeating: "  ", count: open.count) + (row.path.last ?? "")
      let text = "\(key): \(row.value)"
      let padding = String(repeating: " ", count: max(1, 44 - text.count))
      lines.append(text + padding + "# " + source(row.source, &places))
    }
    return lines
  }

  package func json(in sources: SourceMap) -> JSONValue {
    var places = PlaceFinder(sources)
    return .array(
      rows.map { row in
        var value: [String: JSONValue] = [
          "path": .array(row.path.map(JSONValue.string)), "value": .string(row.value),
        ]
        switch row.source {
        case .written(let span): value["written"] = .string(places.describe(span))
        case .assumed(let reason): value["default"] = .string(reason)
        }
        return .object(value)
      })
  }

  private static func text(_ flag: FlagValue) -> String {
    switch flag {
    case .bare: "true"
    case .values(let values): values.map(\.string).joined(separator: ", ")
    }
  }

  private static func text(_ address: IPAddress?) -> String {
    address.map { "\($0)" } ?? "every address"
  }

  private func source(_ source: Source, _ places: inout PlaceFinder) -> String {
    switch source {
    case .written(let span): places.describe(span)
    case .assumed(let reason): "default: \(reason)"
    }
  }

  private mutating func add<Value>(_ path: [String], _ setting: Setting<Value>) {
    let source: Source =
      switch setting.source {
      case .written(let span): .written(span)
      case .assumed(let reason): .assumed(reason)
      }
    rows.append(Row(path: path, value: "\(setting.value)", source: source))
  }

  private mutating func add<Value>(_ path: [String], _ value: Located<Value>) {
    rows.append(Row(path: path, value: "\(value.value)", source: .written(value.span)))
  }
}

extension SpecReport {
  private mutating func add(_ node: ResolvedNode) {
    let path = ["nodes", node.name.value.text]
    add(path + ["address"], node.address)
    add(path + ["presence"], node.presence.map(\.rawValue))
    add(path + ["memory"], node.memory)
    add(path + ["reserve", "memory"], node.reservedMemory)
    for card in node.accelerators {
      let own = path + ["accelerators", "\(card.index)"]
      add(own + ["type"], card.type)
      add(own + ["device"], card.device)
      add(own + ["memory"], card.memory)
      add(own + ["usable"], card.usable)
      add(own + ["reserve"], card.reserve)
    }
    for service in node.services {
      if let port = service.port {
        add(path + ["runs", service.name.value.text, "port"], port)
      }
    }
    add(path + ["paths", "models"], node.paths.models)
    add(path + ["paths", "config"], node.paths.config)
    add(path + ["paths", "state"], node.paths.state)
    add(path + ["user"], node.user)
  }

  /// Those that some deployment serves: nobody is asked about another.
  private func models(of cluster: ResolvedCluster) -> [ResolvedModel] {
    let models = cluster.deployments.map { ($0.model.name.value, $0.model) }
    return Dictionary(models) { first, _ in first }.values
      .sorted { $0.name.value < $1.name.value }
  }

  private mutating func add(_ model: ResolvedModel) {
    let path = ["models", model.name.value.text]
    add(path + ["architecture"], model.architectureID)
    if let type = model.fileType { add(path + ["quantization"], type.map(\.rawValue)) }
    if let size = model.size { add(path + ["size"], size) }
    add(path + ["context"], model.context)
    add(path + ["tier"], model.tier)
    add(path + ["file"], model.file)
    if let tag = model.ollama { add(path + ["ollama"], tag) }
  }

  private mutating func add(_ scenario: ResolvedScenario) {
    let path = ["failover", scenario.name.value.text]
    for (index, element) in scenario.down.enumerated() {
      add(path + ["down", "\(index)"], element)
    }
    for (route, outcome) in scenario.expect {
      add(path + ["expect", route.value.text], outcome.map(Self.text))
    }
  }

  private static func text(_ outcome: ResolvedScenario.Outcome) -> String {
    switch outcome {
    case .deployments(let names): names.map(\.text).joined(separator: ", ")
    case .reject: "reject"
    }
  }

  private mutating func add(_ deployment: ResolvedDeployment) {
    let path = ["deployments", deployment.name.value.text]
    add(path + ["model"], deployment.modelReference)
    add(path + ["node"], deployment.nodeSetting)
    if !deployment.devices.isEmpty {
      let devices = deployment.devices.map(String.init).joined(separator: ", ")
      add(path + ["devices"], deployment.devicesSource.map { _ in devices })
    }
    add(path + ["cpu", "all"], deployment.hostOnly)
    if deployment.hostLayers.value > 0 { add(path + ["cpu", "layers"], deployment.hostLayers) }
    add(path + ["engine"], deployment.engine.map(\.rawValue))
    add(path + ["version"], deployment.version)
    add(path + ["program"], deployment.program)
    add(path + ["context"], deployment.context)
    add(path + ["parallel"], deployment.parallel)
    add(path + ["batch"], deployment.batch)
    add(path + ["kv"], deployment.kv)
    add(path + ["flash_attention"], deployment.flashAttention)
    add(path + ["prompt_cache"], deployment.promptCache)
    add(path + ["listen"], deployment.listen.map(Self.text))
    add(path + ["port"], deployment.port)
    add(path + ["start_timeout"], deployment.startTimeout)
    for (key, value) in deployment.flags {
      add(path + ["flags", key.value], value.map(Self.text))
    }
    for (key, value) in deployment.environment {
      add(path + ["environment", key.value], value)
    }
  }

  private mutating func add(_ gateway: ResolvedGateway) {
    add(["gateway", "nodes"], gateway.node)
    add(["gateway", "address"], gateway.address.map(Self.text))
    add(["gateway", "port"], gateway.port)
    add(["gateway", "body"], gateway.body)
  }

  private mutating func add(_ route: ResolvedRoute) {
    let path = ["routes", route.name.value.text]
    for (index, rank) in route.ranks.enumerated() {
      for target in rank { add(path + ["targets", "\(index)"], target) }
    }
    for (index, name) in route.aliases.enumerated() { add(path + ["names", "\(index)"], name) }
    add(path + ["timeout"], route.timeout)
    add(path + ["replay"], route.replay)
    add(path + ["otherwise", "reject"], route.reject.status)
    add(path + ["otherwise", "retry_after"], route.reject.retryAfter)
  }
}
