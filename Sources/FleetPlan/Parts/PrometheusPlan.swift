package import FleetDiagnostics
package import FleetValues

/// Prometheus on one node, and what it scrapes.
package struct PrometheusPlan: Sendable {
  /// Nil listens on every address.
  package var listen: IPAddress?
  package var port: Port
  package var interval: TimeSpan
  package var retention: TimeSpan
  package var fleet: Plain
  /// By name; none is without targets.
  package var jobs: [ScrapeJobPlan]
  package var origin: Origin
}

/// One job: its targets stand in a file of their own, so that a change of the
/// fleet needs no reload.
package struct ScrapeJobPlan: Sendable {
  package var name: Plain
  /// By endpoint.
  package var targets: [ScrapeTargetPlan]
}

package struct ScrapeTargetPlan: Sendable {
  package var endpoint: Endpoint
  /// By name.
  package var labels: [(name: Plain, value: Text)]
  package var origin: Origin
}
