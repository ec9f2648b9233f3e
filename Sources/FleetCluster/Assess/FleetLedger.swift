import FleetDiagnostics
package import FleetMemory
import FleetSpec
package import FleetValues

/// What every process of the fleet takes on every device and host, with all of
/// them running (language, 7).
package struct FleetLedger: Sendable {
  package private(set) var processes: [DeploymentName: ProcessMemory] = [:]
  /// By node and place in the node's list.
  package private(set) var devices: [DeviceLedger] = []
  /// By node.
  package private(set) var hosts: [HostLedger] = []

  init(of cluster: ResolvedCluster) {
    var memory = EngineMemory()
    for deployment in cluster.deployments {
      guard let node = cluster.node(deployment.node) else { continue }
      processes[deployment.name.value] = memory.process(deployment, on: node)
    }
    let byNode = Dictionary(grouping: cluster.deployments, by: \.node)
    for node in cluster.nodes {
      let own = byNode[node.name.value] ?? []
      let cards = node.accelerators.map { deviceLedger($0, node, own) }
      devices += cards
      hosts.append(hostLedger(node, own, cards))
    }
  }

  private func deviceLedger(
    _ card: ResolvedAccelerator, _ node: ResolvedNode, _ deployments: [ResolvedDeployment]
  ) -> DeviceLedger {
    let shares = deployments.compactMap { deployment -> MemoryShare? in
      guard deployment.backend != nil, let place = deployment.devices.firstIndex(of: card.index),
        let process = processes[deployment.name.value]
      else { return nil }
      return MemoryShare(
        of: .deployment(deployment.name.value), at: deployment.name.span, process.devices[place],
        budget: deployment.budget?.value.of(card.memory.value), isKnown: process.isComplete)
    }
    return DeviceLedger(node: node.name.value, card: card, shares: shares)
  }

  private func hostLedger(
    _ node: ResolvedNode, _ deployments: [ResolvedDeployment], _ cards: [DeviceLedger]
  ) -> HostLedger {
    var shares = deployments.compactMap { deployment in
      processes[deployment.name.value].map { process in
        MemoryShare(
          of: .deployment(deployment.name.value), at: deployment.name.span, process.host,
          isKnown: process.isComplete)
      }
    }
    shares += node.services.compactMap { service in
      service.memory.map { memory in
        MemoryShare(
          of: .service(service.name.value), at: service.name.span, lower: memory.value,
          upper: memory.value)
      }
    }
    // A unified card's memory is the host's.
    let unified = cards.filter { $0.card.kind == .unified }.flatMap(\.shares)
    return HostLedger(node: node, shares: shares, unified: unified)
  }
}
