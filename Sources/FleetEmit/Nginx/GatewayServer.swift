import FleetPlan

/// One `server` line of an upstream.
struct GatewayServer: Sendable {
  var target: TargetPlan
  /// Is asked only when those that are not have failed.
  var isBackup: Bool
  /// Is left alone for two seconds after a failure, so that not every request
  /// waits for the connection to a node without power.
  var isGuarded: Bool
  /// The same target as on a line before.
  var isRepeated = false

  /// The servers of a link, best first.
  ///
  /// What comes last in a chain is never marked down: nothing is left to ask
  /// instead, and for two seconds after its return every request would be
  /// refused. Everything before it is.
  ///
  /// - Parameters:
  ///   - isLast: nothing follows this link.
  ///   - replay: a request that was sent may be sent again.
  static func servers(of ranks: [RankPlan], isLast: Bool, replay: Bool) -> [GatewayServer] {
    // What stands before the first live rank is down anyway, and an upstream
    // of backups alone is none.
    let first = ranks.firstIndex { $0.targets.contains { !$0.isProposed } } ?? 0
    let leading = ranks[...first].flatMap(\.targets)
    let backups = ranks[(first + 1)...].flatMap(\.targets)
    let repeated = isLast ? repeated(leading, backups, replay) : []
    let isGuarded = !isLast || !repeated.isEmpty || backups.contains { !$0.isProposed }
    return leading.map { GatewayServer(target: $0, isBackup: false, isGuarded: isGuarded) }
      + backups.map { GatewayServer(target: $0, isBackup: true, isGuarded: !isLast) }
      + repeated.map {
        GatewayServer(target: $0, isBackup: true, isGuarded: false, isRepeated: true)
      }
  }

  /// Targets of the last link that stand there twice.
  private static func repeated(
    _ leading: [TargetPlan], _ backups: [TargetPlan], _ replay: Bool
  ) -> [TargetPlan] {
    let (first, later) = (leading.filter { !$0.isProposed }, backups.filter { !$0.isProposed })
    // Of one rank, each is the other's way out, so both are marked down and
    // stand once more as backups that never are.
    if later.isEmpty { return first.count > 1 ? first : [] }
    // While the first is marked down, a refusal by the last leaves a try to
    // spend, and nginx would say "no live upstreams" in place of the 429 or 503
    // it has just read. Asked again, the last one's answer is the last.
    return replay ? later : []
  }
}
