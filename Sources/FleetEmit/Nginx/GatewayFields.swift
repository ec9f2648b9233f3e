import FleetDiagnostics
import FleetFormats
import FleetPlan
import FleetValues

/// How a gateway fills `nginx/fleetc.conf`.
enum GatewayFields {
  static let all = TemplateFields<GatewaySite>(
    origin: { $0.gateway.origin.deriving("bodyLimit", from: "body") },
    .list("sockets", of: socket, sockets),
    .optionalPlain("serverName") { $0.gateway.serverName },
    .plain("bodyLimit") { NginxText.size($0.gateway.body) },
    .list("chains", of: chain) { $0.chains },
    .list("entries", of: entry) { $0.entries },
    .list("modelLists", of: modelList) { $0.modelLists },
    .list("rejects", of: reject) { $0.gateway.routes })

  private static let chain = TemplateFields<GatewayChain>(
    origin: {
      // Written once a link, and how many links there are is the ranks' doing.
      $0.route.origin.existing(because: $0.route.origin.spans(of: "targets"))
        .deriving("replays", from: "replay")
        .deriving("silence", from: "readTimeout", "ranks")
        .deriving("route", from: "route", "ranks")
        .deriving("connectTime", from: "ranks")
    },
    .plain("prefix") { Plain($0.route.name) },
    .plain("route") { Plain($0.route.name) }, .flag("replays") { $0.route.replay },
    .plain("connectTime") { NginxText.time($0.route.connectTimeout) },
    .plain("silence") { NginxText.time($0.route.readTimeout) },
    .list("links", of: link) { chain in
      chain.links.map { Part(value: $0, route: chain.route.origin) }
    })

  private static let link = TemplateFields<Part<GatewayChain.Link>>(
    origin: { part in
      let ranks = part.route.spans(of: "ranks")
      let origin = Origin(nil).existing(
        because: ["targets", "replay"].flatMap(part.route.spans(of:)))
      return ["link", "zone", "isFirst", "isShared", "tries", "next"].reduce(origin) {
        $0.deriving($1, from: ranks)
      }
    },
    .plain("link") { $0.value.name }, .plain("zone") { $0.value.zone },
    .flag("isFirst") { $0.value.isFirst },
    .flag("isShared") { $0.value.isShared },
    .list("servers", of: server) { link in
      link.value.servers.map { Part(value: $0, route: link.route) }
    },
    .plain("tries") { Plain($0.value.tries) }, .optionalPlain("next") { $0.value.next })

  private static let server = TemplateFields<Part<GatewayServer>>(
    origin: { part in
      let ranks = part.route.spans(of: "ranks")
      return part.value.target.origin.deriving("isDown", from: "isProposed")
        .deriving("isBackup", from: ranks).deriving("isGuarded", from: ranks)
    },
    .trusted("endpoint") { Trusted($0.value.target.endpoint) },
    .plain("target") { Plain($0.value.target.deployment) },
    .flag("isBackup") { $0.value.isBackup }, .flag("isGuarded") { $0.value.isGuarded },
    .flag("isDown") { $0.value.target.isProposed })

  /// A part of a chain, which owes its place in it to the whole route.
  private struct Part<Value: Sendable>: Sendable {
    var value: Value
    var route: Origin
  }

  private static let entry = TemplateFields<GatewaySite.Entry>(
    origin: \.origin, .plain("path") { $0.path }, .plain("entryLink") { $0.link })

  private static let modelList = TemplateFields<GatewaySite.ModelList>(
    origin: \.origin, .plain("listPath") { $0.path }, .plain("listFile") { $0.servedFile })

  private static let reject = TemplateFields<RoutePlan>(
    origin: { $0.origin.deriving("retrySeconds", from: "retryAfter") },
    .plain("rejectRoute") { Plain($0.name) },
    .plain("rejectStatus") { Plain($0.rejectStatus) },
    .plain("retrySeconds") { Plain($0.retryAfter.secondsRoundedUp) })

  private static let socket = TemplateFields<GatewaySite.Socket>(
    origin: \.origin, .trusted("socket") { $0.text })

  /// Without an address, both families: `PORT` alone is IPv4 only.
  private static func sockets(_ site: GatewaySite) -> [GatewaySite.Socket] {
    let gateway = site.gateway
    let places = gateway.origin.spans(of: "address") + gateway.origin.spans(of: "port")
    let origin = gateway.origin.deriving("socket", from: places)
    let texts =
      if let address = gateway.address {
        [Trusted(Endpoint(.address(address), gateway.port))]
      } else {
        [Trusted(Plain(gateway.port)), Trusted("[::]:") + Trusted(Plain(gateway.port))]
      }
    return texts.map { GatewaySite.Socket(text: $0, origin: origin) }
  }
}
