import FleetDiagnostics
import FleetFormats
import FleetPlan
import FleetValues

/// The front door: nginx with a chain of upstreams for each route.
///
/// Debian's `nginx.conf` includes what stands in `conf.d`. The one file there is
/// whole, without includes, so that it can be tried anywhere with `nginx -t`.
struct NginxGateway: Emitter {
  private static let path = "nginx/fleetc.conf"

  let templates = [TemplateUse(path, GatewayFields.all.shape)]

  func artifacts(
    for node: NodePlan, in plan: DeploymentPlan, with templates: CompiledTemplates,
    into diagnostics: inout [Diagnostic]
  ) -> [Artifact] {
    guard let gateway = node.gateway else { return [] }
    let site = GatewaySite(gateway)
    let text = templates.render(Self.path, GatewayFields.all, site, into: &diagnostics)
    let lists = site.modelLists.map { list in
      Artifact(
        node: node.name, path: list.file.text,
        contents: JSONPrinter.text(of: list.document, inlineWidth: 100),
        because: gateway.origin.subjects)
    }
    return [Artifact(node: node.name, path: "etc/nginx/conf.d/fleetc.conf", contents: text)]
      + lists
  }
}
