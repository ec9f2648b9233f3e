import FleetDiagnostics
import FleetFormats
import FleetPlan
import FleetValues

/// What must be there before an engine starts: its model's file and its cards.
struct StartCheck: Sendable {
  var deployments: [Plain]
  var files: [Text]
  var cards: Cards
  var origin: Origin

  init(_ server: LlamaServerPlan) {
    deployments = [server.process.name]
    files = [server.modelFile]
    cards = server.process.cards
    origin = server.process.lines
  }

  /// A daemon's models are looked for when each is made.
  init(_ daemon: OllamaDaemonPlan) {
    deployments = daemon.models.map(\.process.name)
    files = []
    cards = daemon.cards
    origin = daemon.lines
  }

  static let fields = TemplateFields<StartCheck>(
    origin: \.origin, .plains("deployments") { $0.deployments }, .texts("files") { $0.files },
    .plain("cards") { $0.cards.needed }, .cuda { $0.cards }, .rocm { $0.cards },
    .vulkan { $0.cards }, .gpu { $0.cards })
}
