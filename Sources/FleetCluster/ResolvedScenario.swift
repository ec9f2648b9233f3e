package import FleetDiagnostics
package import FleetValues

/// Something that may be down, and what must still hold.
package struct ResolvedScenario: Sendable {
  package enum Outcome: Hashable, Sendable {
    case deployments([DeploymentName])
    case reject
  }

  package var name: Located<ScenarioName>
  package var about: String?
  package var down: [Located<ElementID>]
  package var expect: [(route: Located<RouteName>, outcome: Located<Outcome>)]
  package var origin: Origin
}
