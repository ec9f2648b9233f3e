import FleetDiagnostics
import FleetSpec
import FleetSyntax
package import FleetValues

/// Gives a port to everything that was not given one: the lowest free of the
/// range on its node, deployments by name, so that the result depends on nothing
/// but the spec.
package struct PortAllocation {
  let range: PortRange
  let nodes: [ResolvedNode]
  let gateway: ResolvedGateway?
  let monitoring: ResolvedMonitoring

  static let standard = range(8100, 8199)
  /// Stands where a port is still to be allocated.
  static let none = port(1)
  static let ollama = port(11434)
  package static let nodeExporter = port(9100)

  /// Fills in the deployments' ports, and says which Ollama daemons there are.
  func allocate(
    _ deployments: inout [ResolvedDeployment],
    _ specs: NamedMap<DeploymentKind, DeploymentSpec>
  ) -> [OllamaDaemon] {
    var daemons: [OllamaDaemon] = []
    let byNode = Dictionary(grouping: deployments.indices) { deployments[$0].node }
    for node in nodes {
      let own = byNode[node.name.value] ?? []
      var taken = taken(on: node)
      for index in own { if let port = written(deployments[index], specs) { taken.insert(port) } }
      let ollama = own.filter { deployments[$0].engine.value == .ollama }
      if ollama.contains(where: { written(deployments[$0], specs) == nil }) {
        taken.insert(Self.ollama)
      }
      for index in own where deployments[index].engine.value == .llamaCpp {
        guard written(deployments[index], specs) == nil else { continue }
        deployments[index].port = next(&taken)
      }
      daemons += allocate(ollama, &deployments, specs, on: node, &taken)
    }
    return daemons.sorted { ($0.node, $0.port) < ($1.node, $1.port) }
  }

  /// Deployments with the same devices share a daemon; the lowest set of devices
  /// has the usual port; one with its own port has its own daemon. Whichever has
  /// the usual port first is the distribution's own daemon: a unit of ours beside
  /// that one would find the port taken.
  private func allocate(
    _ indices: [Int], _ deployments: inout [ResolvedDeployment],
    _ specs: NamedMap<DeploymentKind, DeploymentSpec>, on node: ResolvedNode,
    _ taken: inout Set<Port>
  ) -> [OllamaDaemon] {
    var daemons: [OllamaDaemon] = []
    let shared = indices.filter { written(deployments[$0], specs) == nil }
    let sets = Dictionary(grouping: shared) { deployments[$0].devices }
    for (place, devices) in sets.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }).enumerated()
    {
      let members = sets[devices] ?? []
      let port =
        place == 0
        ? Setting(Self.ollama, because: "Ollama's usual port") : next(&taken)
      for index in members { deployments[index].port = port }
      daemons.append(
        OllamaDaemon(
          node: node.name.value, devices: devices, port: port.value, isStandard: place == 0,
          deployments: members.map { deployments[$0].name.value }.sorted()))
    }
    for index in indices where written(deployments[index], specs) != nil {
      let deployment = deployments[index]
      let isUsual = deployment.port.value == Self.ollama
      daemons.append(
        OllamaDaemon(
          node: node.name.value, devices: deployment.devices, port: deployment.port.value,
          isStandard: isUsual && !daemons.contains(where: \.isStandard),
          deployments: [deployment.name.value]))
    }
    return daemons
  }

  private func written(
    _ deployment: ResolvedDeployment, _ specs: NamedMap<DeploymentKind, DeploymentSpec>
  ) -> Port? {
    specs[deployment.name.value]?.value.port?.value
  }

  /// What listens on a node beside its engines.
  private func taken(on node: ResolvedNode) -> Set<Port> {
    var taken = Set(node.services.compactMap(\.port?.value))
    if gateway?.node.value == node.name.value, let port = gateway?.port.value {
      taken.insert(port)
    }
    if !monitoring.prometheusNodes.isEmpty { taken.insert(Self.nodeExporter) }
    for range in node.reservedPorts {
      taken.formUnion(
        (Int(range.value.first.number)...Int(range.value.last.number)).compactMap(Port.init))
    }
    return taken
  }

  /// Past the end of the range the last port is given again: the collision is
  /// found, and says which range is too short.
  private func next(_ taken: inout Set<Port>) -> Setting<Port> {
    let numbers = Int(range.first.number)...Int(range.last.number)
    let free = numbers.lazy.compactMap(Port.init).first { !taken.contains($0) } ?? range.last
    taken.insert(free)
    return Setting(free, because: "the lowest free port of \(range)")
  }

  private static func port(_ number: Int) -> Port {
    guard let port = Port(number) else { broken("\(number) is a port") }
    return port
  }

  private static func range(_ first: Int, _ last: Int) -> PortRange {
    guard let range = PortRange(port(first), port(last)) else { broken("a range is ordered") }
    return range
  }
}
