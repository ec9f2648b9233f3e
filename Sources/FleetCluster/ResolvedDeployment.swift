package import FleetDiagnostics
package import FleetSpec
package import FleetValues

/// An engine process with its model and its place looked up and every default
/// filled in.
package struct ResolvedDeployment: Sendable {
  package var name: Located<DeploymentName>
  package var about: String?
  package var model: ResolvedModel
  /// Where the deployment names its model.
  package var modelReference: Located<ModelName>
  package var node: NodeName
  package var nodeSetting: Setting<NodeName>
  /// Places in the node's list of accelerators; none runs on the host alone.
  package var devices: [Int]
  /// Where they are written, or why they are these.
  package var devicesSource: Setting<[Int]>
  package var engine: Located<EngineKind>
  /// What the engine drives its devices with; nil on the host alone, and where
  /// it cannot drive one of them.
  package var backend: AcceleratorBackend?
  package var version: Setting<EngineVersion>
  package var program: Setting<Plain>
  /// Longest one request may be, in tokens.
  package var context: Setting<Int>
  package var parallel: Setting<Int>
  package var batch: Setting<Int>
  package var kv: Setting<CacheTypes>
  package var hostOnly: Setting<Bool>
  /// So many layers, the first, stay on the host.
  package var hostLayers: Setting<Int>
  /// The experts of so many layers, the first, or of all; nil for none.
  package var hostExperts: Setting<HostParts.Experts?>
  /// The whole KV cache stays on the host.
  package var hostCache: Setting<Bool>
  /// Share of the layers per device; nil for equal ones.
  package var split: Located<[Int]>?
  /// Most it may take on each device.
  package var budget: Located<SizeOrShare>?
  package var flashAttention: Setting<Bool>
  package var promptCache: Setting<Bytes>
  package var port: Setting<Port>
  /// Nil binds every address: the node is reached by a name.
  package var listen: Setting<IPAddress?>
  package var startTimeout: Setting<TimeSpan>
  package var flags: [(key: Located<String>, value: Located<FlagValue>)]
  package var environment: [(key: Located<String>, value: Located<Text>)]
  /// Its model's name first, then every name of every route that can reach it.
  package var servedNames: [Plain]
  /// Where those names are written.
  package var servedNameSpans: [SourceSpan]
  package var origin: Origin

  /// Where others reach it.
  package func endpoint(on node: ResolvedNode, from other: NodeName) -> Endpoint {
    if let listen = listen.value, listen.isLoopback || !listen.isUnspecified {
      return Endpoint(.address(listen), port.value)
    }
    return Endpoint(node.address.value, port.value)
  }
}
