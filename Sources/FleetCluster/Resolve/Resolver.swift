package import FleetCatalog
package import FleetDiagnostics
package import FleetSpec
import FleetValues

/// Looks up every name and fills in every default. What cannot be resolved is
/// reported once and absent from the result; everything else goes on.
package struct Resolver: Sendable {
  private let catalog: Catalog

  package init(catalog: Catalog) { self.catalog = catalog }

  package func resolve(
    _ spec: ClusterSpec, into diagnostics: inout [Diagnostic]
  ) -> ResolvedCluster {
    let catalog = CatalogLookup(catalog)
    VersionCheck(catalog: catalog).report(spec, into: &diagnostics)
    let nodes = NodeResolver(catalog: catalog).resolve(spec.nodes, into: &diagnostics)
    let models = ModelResolver(catalog: catalog).resolve(spec.models, into: &diagnostics)
    let monitoring = MonitoringResolver.resolve(spec, nodes)
    let gateway = GatewayResolver.resolve(spec, nodes, into: &diagnostics)
    var deployments = DeploymentResolver(
      catalog: catalog, spec: spec, nodes: nodes, models: models, gateway: gateway,
      monitoring: monitoring
    ).resolve(into: &diagnostics)
    let routes = RouteResolver.resolve(spec, into: &diagnostics)
    OllamaNames.check(routes, deployments, into: &diagnostics)
    ServedNames.assign(routes, to: &deployments, into: &diagnostics)
    let ports = Setting(spec.ports, or: PortAllocation.standard, because: "the language's range")
    let daemons = PortAllocation(
      range: ports.value, nodes: nodes, gateway: gateway, monitoring: monitoring
    ).allocate(&deployments, spec.deployments)
    ServedNames.settle(daemons, routes, in: &deployments)
    return ResolvedCluster(
      name: spec.name, nodes: nodes, deployments: deployments, gateway: gateway, routes: routes,
      scenarios: ScenarioResolver.resolve(spec, nodes, into: &diagnostics),
      monitoring: monitoring, daemons: daemons, ports: ports, allow: spec.allow,
      origin: spec.origin)
  }
}
