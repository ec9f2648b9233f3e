package import FleetDiagnostics
package import FleetValues

/// Something that listens on a port of a node.
package struct Listener: Sendable {
  package var node: NodeName
  /// Nil listens on every address.
  package var address: IPAddress?
  package var port: Port
  /// As people call it: a deployment, a service, the gateway.
  package var owner: String
  /// Where its port is written, or else the thing itself.
  package var span: SourceSpan
  package var why: String?

  /// Every address overlaps all.
  package func collides(with other: Listener) -> Bool {
    guard node == other.node, port == other.port else { return false }
    guard let address, let theirs = other.address else { return true }
    return address == theirs || address.isUnspecified || theirs.isUnspecified
  }
}

extension ResolvedCluster {
  /// Everything that listens, by node, port and owner.
  package var listeners: [Listener] {
    (engineListeners + serviceListeners + reservedListeners
      + [gatewayListener].compactMap { $0 })
      .sorted { ($0.node, $0.port, $0.owner) < ($1.node, $1.port, $1.owner) }
  }

  private var engineListeners: [Listener] {
    let daemons = daemons.compactMap { daemon -> Listener? in
      guard let first = daemon.deployments.first.flatMap(deployment) else { return nil }
      let names = daemon.deployments.map(\.text).joined(separator: ", ")
      return listener(first, owner: "\(names) (Ollama)")
    }
    let others = deployments.filter { $0.engine.value == .llamaCpp }
      .map { listener($0, owner: $0.name.value.text) }
    return daemons + others
  }

  private func listener(_ deployment: ResolvedDeployment, owner: String) -> Listener {
    Listener(
      node: deployment.node, address: deployment.listen.value, port: deployment.port.value,
      owner: owner, span: deployment.port.span ?? deployment.name.span,
      why: deployment.port.reason)
  }

  private var serviceListeners: [Listener] {
    nodes.flatMap { node in
      node.services.compactMap { service in
        service.port.map {
          Listener(
            node: node.name.value, address: service.listen(on: node), port: $0.value,
            owner: service.name.value.text, span: $0.span ?? service.name.span, why: $0.reason)
        }
      }
        + (monitoring.prometheusNodes.isEmpty
          ? []
          : [
            Listener(
              node: node.name.value, port: PortAllocation.nodeExporter, owner: "node exporter",
              span: node.name.span, why: "some node runs Prometheus")
          ])
    }
  }

  /// Ports that something takes which fleetc does not manage, where one of ours
  /// stands on them.
  private var reservedListeners: [Listener] {
    let written = Dictionary(grouping: engineListeners + serviceListeners, by: \.node)
    return nodes.flatMap { node in
      let ours =
        (written[node.name.value] ?? []).map(\.port)
        + [gatewayListener].compactMap { $0?.node == node.name.value ? $0?.port : nil }
      return node.reservedPorts.flatMap { range in
        Set(ours.filter(range.value.contains)).map {
          Listener(
            node: node.name.value, port: $0, owner: "`reserve.ports`", span: range.span, why: nil)
        }
      }
    }
  }

  private var gatewayListener: Listener? {
    gateway.map {
      Listener(
        node: $0.node.value, address: $0.address.value, port: $0.port.value, owner: "the gateway",
        span: $0.port.span ?? $0.node.span, why: $0.port.reason)
    }
  }
}

extension Setting {
  /// Why the value holds, where nobody wrote it.
  package var reason: String? {
    if case .assumed(let reason) = source { reason } else { nil }
  }
}
