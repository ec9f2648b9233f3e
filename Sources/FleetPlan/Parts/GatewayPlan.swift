package import FleetDiagnostics
package import FleetValues

/// nginx on the node that is the front door.
package struct GatewayPlan: Sendable {
  /// Nil listens on every address.
  package var address: IPAddress?
  package var port: Port
  package var serverName: Plain?
  /// The largest request.
  package var body: Bytes
  /// In the order written.
  package var routes: [RoutePlan]
  /// The route that takes what no path names; an index of `routes`.
  package var catchAll: Int?
  package var origin: Origin
}

/// A route as nginx sees it: a chain of ranks, and what happens behind its end.
package struct RoutePlan: Sendable {
  package var name: RouteName
  package var about: String?
  /// Its own name first.
  package var names: [Plain]
  /// Best first; none is empty.
  package var ranks: [RankPlan]
  /// The same with Ollama's targets alone, for Ollama's own API.
  package var ollamaRanks: [RankPlan]
  package var rejectStatus: Int
  package var retryAfter: TimeSpan
  /// Below the second after which the kernel sends its first packet again, on a
  /// network where an answer takes a millisecond.
  package var connectTimeout: TimeSpan
  /// Longest silence: at least the worst time to a first token, never a probe's.
  package var readTimeout: TimeSpan
  /// Whether a request may be sent again after it was sent once.
  package var replay: Bool
  package var origin: Origin
}

/// Targets that share the requests by least connections.
package struct RankPlan: Sendable, Hashable {
  package var targets: [TargetPlan]
}

package struct TargetPlan: Sendable, Hashable {
  package var deployment: DeploymentName
  package var endpoint: Endpoint
  /// A node that is only proposed stands in the file, marked `down`.
  package var isProposed: Bool
  package var origin: Origin
}
