import FleetDiagnostics
import FleetFormats
import FleetPlan
import FleetValues

/// Kernel settings that the gateway needs.
///
/// A node that loses power while it reads a prompt says nothing: only keep-alive
/// probes find out. With 4, 2 and 3 nginx noticed in ten seconds and 15 of 16
/// waiting requests were answered elsewhere (facts of the gateway, V8).
struct SysctlSettings: Emitter {
  private static let path = "sysctl/60-fleetc.conf"

  private struct Setting: Sendable {
    var key: Plain
    var value: Plain
    var origin: Origin
  }

  private static let setting = TemplateFields<Setting>(
    origin: \.origin, .plain("key") { $0.key }, .plain("value") { $0.value })
  private static let fields = TemplateFields<GatewayPlan>(
    origin: \.origin, .list("settings", of: setting, settings))

  let templates = [TemplateUse(path, fields.shape)]

  private static func settings(_ gateway: GatewayPlan) -> [Setting] {
    let keepAlive = [
      ("net.ipv4.tcp_keepalive_intvl", 2), ("net.ipv4.tcp_keepalive_probes", 3),
      ("net.ipv4.tcp_keepalive_time", 4),
    ]
    return keepAlive.compactMap { key, value in
      Plain(key).map { Setting(key: $0, value: Plain(value), origin: gateway.origin) }
    }
  }

  func artifacts(
    for node: NodePlan, in plan: DeploymentPlan, with templates: CompiledTemplates,
    into diagnostics: inout [Diagnostic]
  ) -> [Artifact] {
    guard let gateway = node.gateway else { return [] }
    let text = templates.render(Self.path, Self.fields, gateway, into: &diagnostics)
    return [Artifact(node: node.name, path: "etc/sysctl.d/60-fleetc.conf", contents: text)]
  }
}
