import FleetCluster
import FleetDiagnostics
import FleetValues

/// The users that run engines on a node. Ollama's own package makes its user, and
/// says who runs its own daemon.
enum UserLowering {
  static func users(
    _ deployments: [ResolvedDeployment], on node: ResolvedNode
  ) -> [UserPlan] {
    let runs = deployments.contains { user(of: $0.engine.value, on: node) == node.user.value }
    guard runs else { return [] }
    let drivesCards = deployments.contains { $0.backend != nil }
    return [
      UserPlan(
        name: node.user.value, home: home(of: node.user.value, on: node),
        groups: drivesCards ? ["render", "video"].compactMap(Plain.init) : [])
    ]
  }

  /// Who runs an engine: the node's user, and without one each engine's own.
  static func user(of engine: EngineKind, on node: ResolvedNode) -> Plain {
    engine == .ollama && node.user.span == nil ? Plain(known: "ollama") : node.user.value
  }

  /// Below the state folder, which is root's: what root reads there must not be
  /// an engine's to write.
  static func home(of user: Plain, on node: ResolvedNode) -> Plain {
    Plain(known: "\(node.paths.state.value)/\(user)")
  }
}
