import FleetPlan
import FleetValues

/// The way of a request through a route's targets: upstreams of two ranks each,
/// joined one behind the other.
///
/// nginx follows an order only from the servers of an upstream to its backups,
/// and several backups share the requests. So every two ranks are a link.
struct GatewayChain: Sendable {
  let route: RoutePlan
  let links: [Link]

  struct Link: Sendable {
    var name: Plain
    var isFirst: Bool
    var servers: [GatewayServer]
    /// The name of the link that follows.
    var next: Plain?
  }

  /// nginx follows ten error pages and then answers 500: one leads into the
  /// chain and one to the reject behind it. Ranks that come even later share
  /// the last link.
  private static let linkLimit = 9

  /// - Parameter name: `fleetc_ROUTE`, or `fleetc_ROUTE_api` for the targets that
  ///   speak Ollama's own language, where those are not all.
  init(_ name: Plain, _ route: RoutePlan, _ ranks: [RankPlan]) {
    self.route = route
    let groups = Self.groups(of: ranks, linkLimit: route.replay ? Self.linkLimit : 1)
    let names = groups.indices.map { Plain(known: "\(name)_\($0 + 1)") }
    links = groups.enumerated().map { index, ranks in
      let next = index + 1 < names.count ? names[index + 1] : nil
      return Link(
        name: names[index], isFirst: index == 0,
        servers: GatewayServer.servers(
          of: ranks, isLast: next == nil, replay: route.replay),
        next: next)
    }
  }

  /// Two ranks that can be asked make a group. Ranks of proposed nodes alone
  /// stand beside them and count for nothing.
  private static func groups(of ranks: [RankPlan], linkLimit: Int) -> [[RankPlan]] {
    var groups: [[RankPlan]] = []
    for rank in ranks {
      let isFull = groups.last.map { $0.count(where: \.isLive) == 2 } ?? true
      if isFull && groups.count < linkLimit && (rank.isLive || groups.isEmpty) {
        groups.append([rank])
      } else {
        groups[groups.count - 1].append(rank)
      }
    }
    return groups
  }
}

extension GatewayChain.Link {
  /// Whether requests must be shared out at all.
  var isShared: Bool {
    let live = servers.filter { !$0.target.isProposed && !$0.isRepeated }
    return [true, false].contains { isBackup in live.count { $0.isBackup == isBackup } > 1 }
  }

  /// nginx does not start where its servers do not fit. In 64 KB are 56 of IPv6
  /// addresses, and a name may stand for several addresses: so it is for 16 at most.
  var zone: Plain { Plain(known: "\(64 * max(1, (servers.count + 15) / 16))k") }

  /// How many targets can be asked. A limit of 0 would be none.
  var tries: Int { max(1, servers.count { !$0.target.isProposed && !$0.isRepeated }) }
}

extension RankPlan {
  /// Whether any of its targets is there today.
  fileprivate var isLive: Bool { targets.contains { !$0.isProposed } }
}
