package import FleetDiagnostics
package import FleetValues

/// A machine with its cards looked up and its defaults filled in.
package struct ResolvedNode: Sendable {
  package var name: Located<NodeName>
  package var about: String?
  package var address: Located<Host>
  package var presence: Setting<Presence>
  package var memory: Located<Bytes>
  /// Kept free of the host's memory.
  package var reservedMemory: Setting<Bytes>
  package var accelerators: [ResolvedAccelerator]
  package var reservedPorts: [Located<PortRange>]
  package var services: [ResolvedService]
  package var labels: [Text]
  package var paths: NodePaths
  package var user: Setting<Plain>
  package var origin: Origin

  package func runs(_ service: String) -> Bool {
    services.contains { $0.name.value.text == service }
  }
}

/// Where things are on a node.
package struct NodePaths: Sendable {
  package var models: Setting<Plain>
  package var config: Setting<Plain>
  package var state: Setting<Plain>
  /// Programs that are not where the catalog has them.
  package var programs: [String: Located<Plain>]
}

/// Something that a node runs beside the engines.
package struct ResolvedService: Sendable {
  package var name: Located<ServiceName>
  package var port: Setting<Port>?
  package var memory: Setting<Bytes>?
  package var origin: Origin
}

extension ResolvedService {
  /// What it binds: one whose files fleetc writes, the node's address; any other,
  /// for all that is known, every one.
  package func listen(on node: ResolvedNode) -> IPAddress? {
    KnownService.ports[name.value.text] == nil ? nil : node.address.value.address
  }
}
