import FleetDiagnostics
import FleetFormats
import FleetPlan
import FleetValues

/// The folders that engines write and models lie in, for `systemd-tmpfiles`.
struct SystemFolders: Emitter {
  private struct Folder: Sendable {
    var path: Plain
    var owner: Plain
    var origin: Origin
  }

  private static let path = "tmpfiles/fleetc.conf"
  private static let folder = TemplateFields<Folder>(
    origin: \.origin, .plain("path") { $0.path }, .plain("owner") { $0.owner })
  private static let fields = TemplateFields<NodePlan>(
    origin: \.origin, .plain("state") { $0.stateFolder },
    .optionalPlain("models") { $0.servers.isEmpty ? nil : $0.modelsFolder },
    .list("folders", of: folder, folders))

  let templates = [TemplateUse(path, fields.shape)]

  private static func folders(_ node: NodePlan) -> [Folder] {
    let own = node.origin.deriving("path", from: "home").deriving("owner", from: "user")
    return node.users.map { Folder(path: $0.home, owner: $0.name, origin: own) }
      + node.daemons.filter { !$0.isStandard }
      .map {
        Folder(
          path: $0.stateFolder, owner: $0.user,
          origin: $0.origin.deriving("path", from: "folder"))
      }
  }

  func artifacts(
    for node: NodePlan, in plan: DeploymentPlan, with templates: CompiledTemplates,
    into diagnostics: inout [Diagnostic]
  ) -> [Artifact] {
    if Self.folders(node).isEmpty { return [] }
    let text = templates.render(Self.path, Self.fields, node, into: &diagnostics)
    return [
      Artifact(
        node: node.name, path: "usr/lib/tmpfiles.d/fleetc.conf", contents: text,
        because: node.origin.spans(of: "engines"))
    ]
  }
}
