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
  /// - Parameter isLast: nothing follows this link.
  static func servers(of ranks: [RankPlan], isLast: Bool) -> [GatewayServer] {
    // What stands before the first live rank is down anyway, and an upstream
    // of backups alone is none.
    let first = ranks.firstIndex { $0.targets.contains { !$0.isProposed } } ?? 0
    let leading = ranks[...first].flatMap(\.targets)
    let backups = ranks[(first + 1)...].flatMap(\.targets)
    let hasLiveBackup = backups.contains { !$0.isProposed }
    let liveLeading = leading.filter { !$0.isProposed }
    // Targets of one last rank are each other's way out, so they are marked
    // down, and stand once more as backups that never are.
    let isRepeating = isLast && !hasLiveBackup && liveLeading.count > 1
    let isGuarded = !isLast || hasLiveBackup || isRepeating
    return leading.map { GatewayServer(target: $0, isBackup: false, isGuarded: isGuarded) }
      + backups.map { GatewayServer(target: $0, isBackup: true, isGuarded: !isLast) }
      + (isRepeating
        ? liveLeading.map {
          GatewayServer(target: $0, isBackup: true, isGuarded: false, isRepeated: true)
        } : [])
  }
}
