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
      $0.route.origin.deriving("replays", from: "replay")
        .deriving("silence", from: "readTimeout")
    }, .plain("chainName") { $0.name },
    .plain("prefix") { Plain($0.route.name) }, .plain("route") { Plain($0.route.name) },
    .flag("replays") { $0.route.replay },
    .plain("connectTime") { NginxText.time($0.route.connectTimeout) },
    .plain("silence") { NginxText.time($0.route.readTimeout) },
    .list("links", of: link) { chain in
      let ranks = chain.route.origin.spans(of: "ranks")
      let origin = ["link", "isShared", "tries", "next"].reduce(chain.route.origin) {
        $0.deriving($1, from: ranks)
      }
      return chain.links.map { (link: $0, origin: origin) }
    }
  )

  private static let link = TemplateFields<(link: GatewayChain.Link, origin: Origin)>(
    origin: \.origin, .plain("link") { $0.link.name }, .flag("isFirst") { $0.link.isFirst },
    .flag("isShared") { $0.link.isShared }, .list("servers", of: server) { $0.link.servers },
    .plain("tries") { Plain($0.link.tries) }, .optionalPlain("next") { $0.link.next })

  private static let server = TemplateFields<GatewayServer>(
    origin: {
      $0.target.origin.deriving("isDown", from: "isProposed")
    }, .trusted("endpoint") { Trusted($0.target.endpoint) },
    .plain("target") { Plain($0.target.deployment) }, .flag("isBackup") { $0.isBackup },
    .flag("isGuarded") { $0.isGuarded }, .flag("isDown") { $0.target.isProposed })

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
