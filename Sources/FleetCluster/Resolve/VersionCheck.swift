import FleetDiagnostics
import FleetSpec
import FleetSyntax
import FleetValues

/// The programs that `versions` speaks of, here and on the nodes.
struct VersionCheck {
  let catalog: CatalogLookup

  /// Programs beside the engines whose versions the language knows (13).
  private static let programs = [
    "alertmanager", "docker", "grafana", "nginx", "podman", "prometheus", "redis", "systemd",
  ]

  func report(_ spec: ClusterSpec, into diagnostics: inout [Diagnostic]) {
    let all = spec.versions + spec.nodes.entries.flatMap(\.value.versions)
    for (key, _) in all {
      let program = key.value.lowercased()
      if Self.programs.contains(program) || catalog.engine(program) != nil { continue }
      diagnostics.append(
        .unknownName(
          "program", key.value, at: key.span, known: Self.programs + catalog.engineIDs))
    }
  }
}
