import FleetDiagnostics
import FleetSpec
import FleetSyntax
import FleetValues

/// Declared scenarios: their elements and the routes they speak of.
enum ScenarioResolver {
  static func resolve(
    _ spec: ClusterSpec, _ nodes: [ResolvedNode], into diagnostics: inout [Diagnostic]
  ) -> [ResolvedScenario] {
    spec.scenarios.entries.map { entry in
      let down = entry.value.down.filter { element in
        guard let problem = problem(element, spec) else { return true }
        diagnostics.append(problem)
        return false
      }
      let expect = entry.value.expect.compactMap { key, outcome in
        expectation(key, outcome, spec, into: &diagnostics)
      }
      return ResolvedScenario(
        name: entry.name, about: entry.value.about, down: down, expect: expect,
        origin: entry.value.origin)
    }
  }

  /// What is unknown about an element, if anything.
  private static func problem(_ element: Located<ElementID>, _ spec: ClusterSpec) -> Diagnostic? {
    func unknown(_ noun: String, _ name: String, _ known: [String]) -> Diagnostic {
      .unknownName(noun, name, at: element.span, known: known)
    }
    switch element.value {
    case .node(let name):
      return spec.nodes.isWritten(name)
        ? nil : unknown("node", name.text, spec.nodes.names.map(\.text))
    case .gpu(let name, let device):
      guard spec.nodes.isWritten(name) else {
        return unknown("node", name.text, spec.nodes.names.map(\.text))
      }
      let count = spec.nodes[name]?.value.accelerators.count ?? .max
      return device < count ? nil : unknown("device", "\(name)/\(device)", [])
    case .engine(let name):
      return spec.deployments.isWritten(name)
        ? nil : unknown("deployment", name.text, spec.deployments.names.map(\.text))
    case .link(let name):
      return LinkNames.builtIn.contains(name.text)
        ? nil : unknown("link", name.text, LinkNames.builtIn)
    case .service(let name):
      let known = spec.nodes.entries.flatMap { $0.value.services.names.map(\.text) } + ["gateway"]
      return known.contains(name.text) ? nil : unknown("service", name.text, known)
    case .group(let name): return unknown("group", name.text, [])
    }
  }

  private static func expectation(
    _ key: Located<String>, _ written: Located<[Located<Text>]>, _ spec: ClusterSpec,
    into diagnostics: inout [Diagnostic]
  ) -> (route: Located<RouteName>, outcome: Located<ResolvedScenario.Outcome>)? {
    let route = key.map(RouteName.init)
    guard spec.routes.isWritten(route.value) else {
      diagnostics.append(
        .unknownName(
          "route", key.value, at: key.span, known: spec.routes.names.map(\.text)))
      return nil
    }
    if written.value.count == 1, written.value[0].value.string == "reject" {
      return (route, written.map { _ in .reject })
    }
    if let queue = written.value.first(where: { $0.value.string == "queue" }) {
      diagnostics.append(.notYet(word: "queue", label: key.value, at: queue.span))
      return nil
    }
    let names = written.value.map { $0.map { DeploymentName($0.string) } }
    let unknown = names.filter { !spec.deployments.isWritten($0.value) }
    diagnostics += unknown.map {
      .unknownName(
        "deployment", $0.value.text, at: $0.span, known: spec.deployments.names.map(\.text))
    }
    guard unknown.isEmpty else { return nil }
    return (route, written.map { _ in .deployments(names.map(\.value).sorted()) })
  }
}
