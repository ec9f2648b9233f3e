import FleetCatalog
import FleetDiagnostics
import FleetSpec
import FleetSyntax
import FleetValues

/// Machines, with their cards and services.
struct NodeResolver {
  let catalog: CatalogLookup

  /// In the order of their names.
  func resolve(
    _ nodes: NamedMap<NodeKind, NodeSpec>, into diagnostics: inout [Diagnostic]
  ) -> [ResolvedNode] {
    for entry in nodes.entries where LinkNames.builtIn.contains(entry.name.value.text) {
      diagnostics.append(
        Diagnostic(
          ResolveDiagnostics.conflictingKeys,
          "node '\(entry.name.value)' is called like the built-in link", at: entry.name.span,
          help: ["give the node another name: `down: [\(entry.name.value)]` would mean two things"]
        ))
    }
    return nodes.entries.map { resolve($0.name, $0.value, into: &diagnostics) }
      .sorted { $0.name.value < $1.name.value }
  }

  private func resolve(
    _ name: Located<NodeName>, _ spec: NodeSpec, into diagnostics: inout [Diagnostic]
  ) -> ResolvedNode {
    ResolvedNode(
      name: name, about: spec.about, address: spec.address,
      presence: Setting(spec.presence, or: .steady, because: "nothing else is said"),
      memory: spec.memory, reservedMemory: reservedMemory(spec),
      accelerators: AcceleratorResolver(catalog: catalog, node: spec)
        .resolve(into: &diagnostics),
      reservedPorts: spec.reserve?.ports ?? [],
      services: services(spec, into: &diagnostics), labels: spec.labels.map(\.value),
      paths: paths(spec, into: &diagnostics),
      user: Setting(spec.user, or: Self.standardUser, because: "the language's default"),
      origin: spec.origin)
  }

  private static let standardUser = Plain(known: "fleetc")

  /// 4 GiB or 40 % of memory, the smaller (language, 3).
  private func reservedMemory(_ spec: NodeSpec) -> Setting<Bytes> {
    let share = spec.memory.value.scaled(by: .percent(40))
    let standard = min(Bytes.gibibytes(4), share)
    return Setting(
      spec.reserve?.memory, or: standard, because: "4 GiB or 40 % of memory, the smaller")
  }

  private func services(
    _ spec: NodeSpec, into diagnostics: inout [Diagnostic]
  ) -> [ResolvedService] {
    spec.services.entries.compactMap { entry in
      let known = KnownService.ports[entry.name.value.text]
      if known == nil, entry.value.port == nil, entry.value.memory == nil {
        diagnostics.append(
          .unknownName(
            "service", entry.name.value.text, at: entry.name.span,
            known: KnownService.ports.keys.sorted(),
            help: ["give a service of your own its `port` or its `memory`"]))
        return nil
      }
      return ResolvedService(
        name: entry.name,
        port: entry.value.port.map(Setting.init)
          ?? known.map { Setting($0, because: "\(entry.name.value)'s usual port") },
        memory: entry.value.memory.map(Setting.init), origin: entry.value.origin)
    }
    .sorted { $0.name.value < $1.name.value }
  }

  /// A folder that others write to, and that holds this path: engines' files would
  /// stand in the way of what is written there.
  private static func systemFolder(around path: String) -> String? {
    let parts = path.split(separator: "/")
    // Beside the folder of a root are install.sh and what it brings.
    if parts.count < 2 { return "/" }
    let folders = [
      "/usr", "/bin", "/lib", "/sbin", "/boot", "/dev", "/proc", "/run", "/sys",
      "/etc/nginx", "/etc/prometheus", "/etc/sysctl.d", "/etc/systemd",
    ]
    return folders.first { folder in
      parts.starts(with: folder.split(separator: "/"))
    }
  }

  private func paths(_ spec: NodeSpec, into diagnostics: inout [Diagnostic]) -> NodePaths {
    let written = Dictionary(spec.paths.map { ($0.key.value, $0.value) }) { first, _ in first }
    let folders = ["models", "config", "state"]
    let programs = spec.paths.filter { !folders.contains($0.key.value) }
    for (key, _) in programs where catalog.engine(key.value) == nil {
      diagnostics.append(
        .unknownName(
          "path or program", key.value, at: key.span, known: folders + catalog.engineIDs))
    }
    for (key, path) in spec.paths where folders.contains(key.value) {
      guard let system = Self.systemFolder(around: path.value.text) else { continue }
      diagnostics.append(
        .wrongType(
          "`\(key.value)` cannot be \(path.value): \(system) is the system's", at: path.span))
    }
    func folder(_ name: String, _ standard: String) -> Setting<Plain> {
      Setting(written[name], or: Plain(known: standard), because: "the language's default")
    }
    return NodePaths(
      models: folder("models", "/srv/models"), config: folder("config", "/etc/fleetc"),
      state: folder("state", "/var/lib/fleetc"),
      programs: Dictionary(programs.map { ($0.key.value.lowercased(), $0.value) }) { first, _ in
        first
      })
  }
}
