package import FleetDiagnostics
package import FleetValues

/// The front door with its defaults filled in.
package struct ResolvedGateway: Sendable {
  package var node: Located<NodeName>
  /// What nginx listens on: an address, or every one where the node has a name.
  package var address: Setting<IPAddress?>
  package var port: Setting<Port>
  package var serverName: Located<Text>?
  package var body: Setting<Bytes>
  package var origin: Origin
}
