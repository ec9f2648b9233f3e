import FleetDiagnostics
import FleetSpec
import FleetSyntax
import FleetValues

/// Routes: what they are called and whom they reach.
enum RouteResolver {
  static func resolve(
    _ spec: ClusterSpec, into diagnostics: inout [Diagnostic]
  ) -> [ResolvedRoute] {
    var owners: [String: (route: RouteName, span: SourceSpan)] = [:]
    return spec.routes.entries.map { entry in
      if let node = spec.nodes[NodeName(entry.name.value.text)] {
        diagnostics.append(
          Diagnostic(
            ResolveDiagnostics.conflictingKeys,
            "route '\(entry.name.value)' is called like a node", at: entry.name.span,
            notes: [.init("the node is written here", at: node.name.span)],
            help: ["give one of them another name"]))
      }
      for name in [entry.name.map(\.text)] + entry.value.names.map({ $0.map(\.text) }) {
        claim(name, for: entry.name.value, in: &owners, &diagnostics)
      }
      return resolve(entry.name, entry.value, spec, into: &diagnostics)
    }
  }

  private static func claim(
    _ name: Located<String>, for route: RouteName,
    in owners: inout [String: (route: RouteName, span: SourceSpan)],
    _ diagnostics: inout [Diagnostic]
  ) {
    let key = name.value.lowercased()
    guard let owner = owners[key] else {
      owners[key] = (route, name.span)
      return
    }
    diagnostics.append(
      Diagnostic(
        ResolveDiagnostics.conflictingKeys,
        "the name '\(name.value)' already belongs to route '\(owner.route)'", at: name.span,
        notes: [.init("it is given here first", at: owner.span)],
        help: ["leave the name to one route"]))
  }

  private static func resolve(
    _ name: Located<RouteName>, _ route: RouteSpec, _ spec: ClusterSpec,
    into diagnostics: inout [Diagnostic]
  ) -> ResolvedRoute {
    reportRepetitions(route, into: &diagnostics)
    let ranks = route.targets.map { rank in
      rank.filter { isKnown($0, spec, into: &diagnostics) }
    }
    return ResolvedRoute(
      name: name, about: route.about, aliases: route.names,
      isCatchAll: route.when?.value == .always, ranks: ranks.filter { !$0.isEmpty },
      reject: reject(route), unreachableSteps: route.otherwise.dropFirst().map(\.span),
      timeout: Setting(route.timeout, or: .seconds(300), because: "the language's default"),
      replay: Setting(route.replay, or: true, because: "the language's default"),
      origin: route.origin)
  }

  private static func reportRepetitions(
    _ route: RouteSpec, into diagnostics: inout [Diagnostic]
  ) {
    var first: [DeploymentName: SourceSpan] = [:]
    for target in route.targets.joined() {
      guard let earlier = first[target.value] else {
        first[target.value] = target.span
        continue
      }
      diagnostics.append(
        Diagnostic(
          ResolveDiagnostics.conflictingKeys,
          "'\(target.value)' is a target of this route twice", at: target.span,
          notes: [.init("it is one here already", at: earlier)], help: ["keep one of them"]))
    }
  }

  private static func isKnown(
    _ target: Located<DeploymentName>, _ spec: ClusterSpec, into diagnostics: inout [Diagnostic]
  ) -> Bool {
    if spec.deployments[target.value] != nil { return true }
    if !spec.deployments.isWritten(target.value) {
      diagnostics.append(
        .unknownName(
          "deployment", target.value.text, at: target.span,
          known: spec.deployments.names.map(\.text)))
    }
    return false
  }

  /// The first step ends the list: this version has steps without `if` only.
  private static func reject(_ route: RouteSpec) -> ResolvedReject {
    let step = route.otherwise.first?.value
    return ResolvedReject(
      status: Setting(step?.reject, or: 503, because: "the language's default"),
      retryAfter: Setting(step?.retryAfter, or: .seconds(30), because: "the language's default"),
      origin: step?.origin ?? route.origin)
  }
}

/// Which names each deployment answers to: its model's first, then every name of
/// every route that can reach it. So a fallback never fails on an unknown name.
enum ServedNames {
  ///
  /// All of them together are one word of llama.cpp's command line (`--alias`).
  static func assign(
    _ routes: [ResolvedRoute], to deployments: inout [ResolvedDeployment],
    into diagnostics: inout [Diagnostic]
  ) {
    var names: [DeploymentName: [Located<Plain>]] = [:]
    // That a route reaches it is what gives it the route's names.
    var spans: [DeploymentName: [SourceSpan]] = [:]
    for route in routes {
      let own = [route.name.map(Plain.init)] + route.aliases
      for deployment in route.deployments {
        names[deployment, default: []] += own
        spans[deployment, default: []] += route.origin.spans(of: "targets")
      }
    }
    for index in deployments.indices {
      deployments[index].servedNameSpans += spans[deployments[index].name.value] ?? []
      var seen = Set(deployments[index].servedNames)
      for name in names[deployments[index].name.value] ?? [] {
        deployments[index].servedNameSpans.append(name.span)
        if seen.insert(name.value).inserted { deployments[index].servedNames.append(name.value) }
      }
      let bytes = deployments[index].servedNames.reduce(-1) { $0 + $1.text.utf8.count + 1 }
      if bytes > Text.byteLimit, let last = deployments[index].servedNameSpans.last {
        diagnostics.append(
          .wrongType(
            "the names of '\(deployments[index].name.value)' are \(bytes) bytes long together, of "
              + "\(Text.byteLimit) at most", at: last))
      }
    }
  }

  /// A daemon answers to a name with one model. Where several of its deployments
  /// stand in one route, the best of them has the route's names: it would have
  /// been asked first, and the daemon's end is the end of them all.
  static func settle(
    _ daemons: [OllamaDaemon], _ routes: [ResolvedRoute],
    in deployments: inout [ResolvedDeployment]
  ) {
    var shared: [DeploymentName: Int] = [:]
    for (index, daemon) in daemons.enumerated() where daemon.deployments.count > 1 {
      for member in daemon.deployments { shared[member] = index }
    }
    if shared.isEmpty { return }
    var owners: [Served: DeploymentName] = [:]
    for route in routes {
      for name in [Plain(route.name.value)] + route.aliases.map(\.value) {
        for deployment in route.deployments {
          guard let daemon = shared[deployment] else { continue }
          let served = Served(daemon: daemon, name: name)
          owners[served] = owners[served] ?? deployment
        }
      }
    }
    for index in deployments.indices {
      let own = deployments[index].name.value
      guard let daemon = shared[own] else { continue }
      deployments[index].servedNames.removeAll { name in
        owners[Served(daemon: daemon, name: name)].map { $0 != own } ?? false
      }
    }
  }

  /// A name of one daemon.
  private struct Served: Hashable {
    var daemon: Int
    var name: Plain
  }
}
