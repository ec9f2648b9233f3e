import FleetDiagnostics
import FleetFormats
import FleetPlan
import FleetValues

/// A flag of a command line, and the places that it comes from.
struct ArgumentLine: Sendable {
  var argument: ArgumentPlan
  var origin: Origin

  init(_ argument: ArgumentPlan, of process: EngineProcess) {
    self.argument = argument
    origin = process.origin.of(argument.field, as: "flag", "values")
  }

  static let fields = TemplateFields<ArgumentLine>(
    origin: \.origin, .plain("flag") { $0.argument.flag },
    .texts("values") { $0.argument.values })
}

/// A variable, and the places that it comes from.
struct VariableLine: Sendable {
  var variable: VariablePlan
  var origin: Origin

  init(_ variable: VariablePlan, of whole: Origin) {
    self.variable = variable
    origin = whole.of(variable.field, as: "name", "value")
  }

  static let fields = TemplateFields<VariableLine>(
    origin: \.origin, .plain("name") { $0.variable.name }, .text("value") { $0.variable.value })
}

extension Origin {
  /// The origin of a part that one field of the whole gives.
  func of(_ field: String, as names: String...) -> Origin {
    let spans = spans(of: field)
    return names.reduce(Origin(spans.first)) { $0.deriving($1, from: spans) }
  }
}

extension EngineProcess {
  /// The origin under the names that templates use.
  var lines: Origin {
    let drivers = ["cards", "cuda", "rocm", "vulkan", "gpu"]
    return Self.times.reduce(drivers.reduce(origin) { $0.deriving($1, from: "devices") }) {
      $0.deriving($1, from: "startTimeout")
    }
    .deriving("host", from: "endpoint").deriving("model", from: "servedNames")
    .deriving("aliases", from: "servedNames").deriving("files", from: "modelFile")
    .deriving("source", from: "modelFile").deriving("readsHome", from: "program", "modelFile")
  }

  private static let times = ["seconds", "timeout", "interval"]

  var name: Plain { Plain(deployment) }
  var cards: Cards { Cards(backend: backend, numbers: cardNumbers) }
  var model: Plain { servedNames.first ?? name }

  /// systemd's limit is a little longer than the scripts' own, so that those can
  /// say what they waited for.
  var timeout: Plain { Plain(startTimeout.secondsRoundedUp + 15) }

  /// Five starts that each fail as late as they can: a limit that is shorter is
  /// never reached, and the unit restarts for weeks.
  func interval(restartSeconds: Int64) -> Plain {
    Plain(5 * (startTimeout.secondsRoundedUp + 15 + 30 + restartSeconds + 5))
  }

  /// A file of the deployment's own folder.
  func artifact(
    _ file: String, on node: NodePlan, mode: UInt16 = 0o755, _ contents: SourcedText
  ) -> Artifact {
    Artifact(
      node: node.name, path: "\(configFolder.pathBelowRoot)/\(file)", mode: mode,
      contents: contents, because: origin.spans(of: "file"))
  }

  func unitArtifact(on node: NodePlan, _ contents: SourcedText) -> Artifact {
    Artifact(
      node: node.name, path: "etc/systemd/system/\(unit).service", contents: contents,
      because: origin.spans(of: "file"))
  }
}

extension Plain {
  /// An absolute path as the output tree has it: relative, and without empty parts.
  var pathBelowRoot: String {
    text.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }
}

/// Folders that `ProtectHome=true` would hide.
enum HomeFolders {
  static func hold(_ paths: String...) -> Bool {
    paths.contains { path in
      ["/home/", "/root/", "/run/user/"].contains { path.hasPrefix($0) }
    }
  }
}
