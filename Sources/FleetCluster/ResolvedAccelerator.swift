package import FleetDiagnostics
package import FleetValues

/// A card of a node.
package struct ResolvedAccelerator: Sendable {
  /// Its place in the node's list, which `devices` and `gpu:` count.
  package var index: Int
  package var type: Located<Text>
  package var kind: AcceleratorKind
  /// As the driver reports it; of a unified card, the node's memory.
  package var memory: Setting<Bytes>
  package var backends: [AcceleratorBackend]
  package var multiprocessors: Int
  /// Most that engines may take.
  package var usable: Setting<Bytes>
  package var reserve: Setting<Bytes>
  /// The driver's own number among the cards of its backend.
  package var device: Setting<Int>
  package var origin: Origin

  /// What engines may plan with (language, 7).
  package var cap: Bytes { usable.value - reserve.value }
}
