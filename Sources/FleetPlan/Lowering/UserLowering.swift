import FleetCluster
import FleetDiagnostics
import FleetValues

/// The users that run engines on a node. Ollama's own package makes its user.
enum UserLowering {
  static func users(
    _ deployments: [ResolvedDeployment], on node: ResolvedNode
  ) -> [UserPlan] {
    guard deployments.contains(where: { $0.engine.value == .llamaCpp }) else { return [] }
    let drivesCards = deployments.contains { $0.backend != nil }
    return [
      UserPlan(
        name: node.user.value, home: home(of: node.user.value, on: node),
        groups: drivesCards ? ["render", "video"].compactMap(Plain.init) : [])
    ]
  }

  /// Below the state folder, which is root's: what root reads there must not be
  /// an engine's to write.
  static func home(of user: Plain, on node: ResolvedNode) -> Plain {
    Plain(known: "\(node.paths.state.value)/\(user)")
  }
}
