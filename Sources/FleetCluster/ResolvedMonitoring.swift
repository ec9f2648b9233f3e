package import FleetDiagnostics
package import FleetValues

/// How the fleet is watched.
package struct ResolvedMonitoring: Sendable {
  package var interval: Setting<TimeSpan>
  package var retention: Setting<TimeSpan>
  /// The nodes that run Prometheus.
  package var prometheusNodes: [NodeName]
  package var origin: Origin
}
