import FleetDiagnostics
import FleetFormats
import FleetPlan
import FleetValues

/// A gateway as nginx needs it: chains, and which path leads to which.
struct GatewaySite: Sendable {
  let gateway: GatewayPlan
  private(set) var chains: [GatewayChain] = []
  private(set) var entries: [Entry] = []
  private(set) var modelLists: [ModelList] = []

  /// Something to listen on.
  struct Socket: Sendable {
    var text: Trusted
    var origin: Origin
  }

  /// A path that clients use, and the first link of its chain.
  struct Entry: Sendable {
    var path: Plain
    var link: Plain
    var origin: Origin
  }

  /// The model names that may be asked for below a path, as a file that nginx
  /// serves.
  struct ModelList: Sendable {
    var path: Plain
    /// Below the node's root.
    var file: Plain
    var routes: [RoutePlan]
    var origin: Origin
  }

  init(_ gateway: GatewayPlan) {
    self.gateway = gateway
    modelLists.append(ModelList("", "models", gateway.routes, gateway.origin))
    for (index, route) in gateway.routes.enumerated() {
      modelLists.append(
        ModelList("/\(route.name)", "models/\(route.name)", [route], route.origin))
      let isCatchAll = index == gateway.catchAll
      let first = addChain("", route, route.ranks)
      addEntries("v1", to: first, of: route, isCatchAll)
      // Both ways of asking share one chain where they can: what one has learnt
      // of a dead target the other then knows.
      let isOllama = route.ollamaRanks == route.ranks
      let ollama = isOllama ? first : addChain("_api", route, route.ollamaRanks)
      addEntries("api", to: ollama, of: route, isCatchAll)
    }
  }

  /// Adds a chain and names its first link; a chain of nobody is none.
  private mutating func addChain(
    _ suffix: String, _ route: RoutePlan, _ ranks: [RankPlan]
  ) -> Plain? {
    if ranks.isEmpty { return nil }
    let chain = GatewayChain(
      Plain(known: "fleetc_\(route.name)\(suffix)"), route, ranks)
    chains.append(chain)
    return chain.links.first?.name
  }

  private mutating func addEntries(
    _ folder: String, to link: Plain?, of route: RoutePlan, _ isCatchAll: Bool
  ) {
    guard let link else { return }
    let paths = (isCatchAll ? ["/\(folder)/"] : []) + ["/\(route.name)/\(folder)/"]
    // Without a target that can answer there, there is no such path.
    let origin = route.origin.existing(because: route.origin.spans(of: "targets"))
      .deriving("entryLink", from: "ranks")
    entries += paths.map { Entry(path: Plain(known: $0), link: link, origin: origin) }
  }
}

extension GatewaySite.ModelList {
  fileprivate init(_ path: String, _ file: String, _ routes: [RoutePlan], _ origin: Origin) {
    self.path = Plain(known: "\(path)/v1/models")
    self.file = Plain(known: "etc/nginx/fleetc/\(file).json")
    self.routes = routes
    self.origin = origin
  }

  var servedFile: Plain { Plain(known: "/\(file)") }

  /// What OpenAI's clients expect of `GET /v1/models`. Nobody knows when a model
  /// was made, and a time would change the file.
  var document: Document {
    let models = routes.flatMap { route in
      route.names.enumerated().map { index, name in
        let model = Document.mapping([
          "id": .plain(name), "object": "model", "created": 0, "owned_by": "fleetc",
        ])
        // The first is the route's own name, and nobody wrote it as a field.
        return index == 0 ? model.from(route.origin) : model.from(route.origin, "names")
      }
    }
    return Document.mapping(["object": "list", "data": .sequence(models)]).from(origin)
  }
}
