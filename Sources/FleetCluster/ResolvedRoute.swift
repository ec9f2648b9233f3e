package import FleetDiagnostics
package import FleetValues

/// A route with its targets looked up.
package struct ResolvedRoute: Sendable {
  package var name: Located<RouteName>
  package var about: String?
  /// Further model names that mean this route.
  package var aliases: [Located<Plain>]
  package var isCatchAll: Bool
  /// Deployments by rank, best first. Those of one rank share the requests.
  package var ranks: [[Located<DeploymentName>]]
  package var reject: ResolvedReject
  /// Steps behind the one that takes every request.
  package var unreachableSteps: [SourceSpan]
  package var timeout: Setting<TimeSpan>
  package var replay: Setting<Bool>
  package var origin: Origin

  package var deployments: [DeploymentName] { ranks.joined().map(\.value) }
}

/// How a request is refused when no target is live.
package struct ResolvedReject: Sendable {
  package var status: Setting<Int>
  package var retryAfter: Setting<TimeSpan>
  package var origin: Origin
}
