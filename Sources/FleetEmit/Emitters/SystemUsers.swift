import FleetDiagnostics
import FleetFormats
import FleetPlan
import FleetValues

/// The users that run engines, for `systemd-sysusers`.
struct SystemUsers: Emitter {
  private struct User: Sendable {
    var plan: UserPlan
    var origin: Origin
  }

  private static let path = "sysusers/fleetc.conf"
  private static let user = TemplateFields<User>(
    origin: \.origin, .plain("name") { $0.plan.name }, .plain("home") { $0.plan.home },
    .plains("groups") { $0.plan.groups })
  private static let fields = TemplateFields<NodePlan>(
    origin: \.origin,
    .list("users", of: user) { node in
      node.users.map { User(plan: $0, origin: node.origin.deriving("name", from: "user")) }
    })

  let templates = [TemplateUse(path, fields.shape)]

  func artifacts(
    for node: NodePlan, in plan: DeploymentPlan, with templates: CompiledTemplates,
    into diagnostics: inout [Diagnostic]
  ) -> [Artifact] {
    if node.users.isEmpty { return [] }
    let text = templates.render(Self.path, Self.fields, node, into: &diagnostics)
    return [
      Artifact(
        node: node.name, path: "usr/lib/sysusers.d/fleetc.conf", contents: text,
        because: node.origin.spans(of: "engines"))
    ]
  }
}
