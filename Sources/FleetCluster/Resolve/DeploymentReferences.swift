import FleetCatalog
import FleetDiagnostics
import FleetSpec
import FleetSyntax
import FleetValues

/// The names that a deployment refers to.
extension DeploymentResolver {
  func engine(
    _ spec: DeploymentSpec, into diagnostics: inout [Diagnostic]
  ) -> (kind: Located<EngineKind>, entry: EngineEntry)? {
    let written = spec.engine.value.string
    if ["vllm", "external"].contains(written.lowercased()) {
      diagnostics.append(.notYet(word: written, label: "engine", at: spec.engine.span))
      return nil
    }
    let entry = catalog.engine(written)
    if let absence = entry?.unavailable {
      diagnostics.append(
        Diagnostic(
          ResolveDiagnostics.engineUnavailable,
          "engine '\(written)' cannot be had: \(absence.because)", at: spec.engine.span,
          help: [absence.instead]))
      return nil
    }
    guard let entry, let kind = EngineKind(rawValue: entry.id) else {
      let known = EngineKind.allCases.map(\.rawValue)
      diagnostics.append(
        .unknownName(
          "engine", written, at: spec.engine.span, known: known,
          ResolveDiagnostics.engineUnavailable))
      return nil
    }
    return (spec.engine.map { _ in kind }, entry)
  }

  func model(
    _ spec: DeploymentSpec, into diagnostics: inout [Diagnostic]
  ) -> ResolvedModel? {
    if let model = models[spec.model.value] { return model }
    if !self.spec.models.isWritten(spec.model.value) {
      diagnostics.append(
        .unknownName(
          "model", spec.model.value.text, at: spec.model.span,
          known: self.spec.models.names.map(\.text)))
    }
    return nil
  }

  func node(
    _ name: Located<DeploymentName>, _ spec: DeploymentSpec,
    into diagnostics: inout [Diagnostic]
  ) -> ResolvedNode? {
    guard let written = spec.node else {
      if self.spec.nodes.count == 1 { return nodes.values.first }
      // No node at all was reported where nodes are decoded.
      if self.spec.nodes.count > 1 {
        diagnostics.append(
          .missing(
            "node", "deployment '\(name.value)' needs `node`: there are several", at: name.span,
            help: "add `node`: one of "
              + self.spec.nodes.names.map(\.text).sorted().prefix(8).joined(separator: ", ")))
      }
      return nil
    }
    if let node = nodes[written.value] { return node }
    if !self.spec.nodes.isWritten(written.value) {
      diagnostics.append(
        .unknownName(
          "node", written.value.text, at: written.span,
          known: self.spec.nodes.names.map(\.text)))
    }
    return nil
  }

  /// Which cards: those written, the only one, or none where the host serves.
  func devices(
    _ name: Located<DeploymentName>, _ spec: DeploymentSpec, _ node: ResolvedNode,
    into diagnostics: inout [Diagnostic]
  ) -> [Int]? {
    let count = self.spec.nodes[node.name.value]?.value.accelerators.count ?? 0
    if let cpu = spec.cpu, case .all = cpu.value {
      if let devices = spec.devices?.first {
        diagnostics.append(
          Diagnostic(
            ResolveDiagnostics.conflictingKeys, "`cpu: all` leaves no use for `devices`",
            at: cpu.span, notes: [.init("the devices stand here", at: devices.span)],
            help: ["keep one of the two"]))
        return nil
      }
      return []
    }
    if let written = spec.devices {
      let unknown = written.filter { $0.value >= count }
      diagnostics += unknown.map {
        .unknownName(
          "device", "\($0.value)", at: $0.span, known: (0..<count).map(String.init),
          help: ["'\(node.name.value)' has \(count == 0 ? "no" : "\(count)") accelerators"])
      }
      let devices = Array(Set(written.map(\.value))).sorted()
      // A card that could not be resolved leaves nothing to judge.
      let isResolved = devices.allSatisfy { index in
        node.accelerators.contains { $0.index == index }
      }
      return unknown.isEmpty && isResolved ? devices : nil
    }
    if count <= 1 {
      // A card that could not be resolved leaves nothing to judge.
      return node.accelerators.count == count ? node.accelerators.map(\.index) : nil
    }
    diagnostics.append(
      .missing(
        "devices", "deployment '\(name.value)' needs `devices`: '\(node.name.value)' has \(count)",
        at: name.span, help: "add `devices: [0]`, or `cpu: all`"))
    return nil
  }

  func contextProblem(
    _ name: Located<DeploymentName>, _ spec: DeploymentSpec, _ model: ResolvedModel
  ) -> Diagnostic? {
    let limit = model.context
    guard let written = spec.context, written.value > limit.value
    else { return nil }
    return Diagnostic(
      ResolveDiagnostics.contextExceedsModel,
      "'\(name.value)' serves \(written.value) tokens, but '\(model.name.value)' was trained for "
        + "\(limit.value)",
      at: written.span,
      notes: limit.span.map { [.init("the model's context stands here", at: $0)] } ?? [],
      help: ["write `context: \(limit.value)` at most"])
  }

  func checkReserved(
    _ spec: DeploymentSpec, _ entry: EngineEntry, at version: EngineVersion,
    into diagnostics: inout [Diagnostic]
  ) {
    for (key, _) in spec.flags {
      // llama.cpp reads `_` in a flag as `-`.
      let flag = key.value.replacing("_", with: "-")
      if let field = entry.reservedFlags[flag] {
        diagnostics.append(reserved("flag", key, field))
      } else if let problem = unknown(flag, key, entry, version) {
        diagnostics.append(problem)
      }
    }
    for (key, _) in spec.environment {
      guard let field = entry.reservedVariables[key.value] else { continue }
      diagnostics.append(reserved("variable", key, field))
    }
  }

  /// A newer version than the table's may have flags that it does not know.
  private func unknown(
    _ flag: String, _ key: Located<String>, _ entry: EngineEntry, _ version: EngineVersion
  ) -> Diagnostic? {
    guard let flags = entry.flags else { return nil }
    switch flags.standing(of: flag, at: version) {
    case .known: return nil
    case .removed(let removed):
      return Diagnostic(
        ResolveDiagnostics.unknownFlag,
        "\(entry.id) \(version) has no flag '\(key.value)' any more", at: key.span,
        help: [removed.instead])
    case .unknown:
      if flags.names.isEmpty {
        return Diagnostic(
          ResolveDiagnostics.unknownFlag, "\(entry.id) takes no flags, and so not '\(key.value)'",
          at: key.span, help: ["say it with a variable of `environment`"])
      }
      if entry.version < version { return nil }
      return .unknownName(
        "flag of \(entry.id) \(version)", key.value, at: key.span, known: flags.names,
        ResolveDiagnostics.unknownFlag)
    }
  }

  private func reserved(_ noun: String, _ key: Located<String>, _ field: String) -> Diagnostic {
    Diagnostic(
      ResolveDiagnostics.reservedFlag, "fleetc sets the \(noun) '\(key.value)' itself",
      at: key.span, help: ["remove it; the field that decides is \(field)"])
  }

  /// Variables that bash does not let a script set, or that change how it reads the
  /// one it runs (bash(1), "Shell Variables"), and those of our launch script.
  private static let shellOwned: Set<String> = [
    "BASH", "BASHOPTS", "BASHPID", "BASH_ENV", "BASH_SOURCE", "BASH_VERSINFO", "ENV", "EUID",
    "GROUPS", "IFS", "PPID", "PS4", "SHELLOPTS", "UID", "args", "here",
  ]

  /// Names of flags and variables end up outside of quotes.
  func checkVariables(_ spec: DeploymentSpec, into diagnostics: inout [Diagnostic]) {
    for (key, _) in spec.environment where !FieldType<Text>.isVariableName(key.value) {
      diagnostics.append(
        .wrongType(
          "'\(key.value.prefix(40))' cannot be the name of a variable", at: key.span))
    }
    for (key, _) in spec.environment where Self.shellOwned.contains(key.value) {
      diagnostics.append(
        .wrongType(
          "'\(key.value)' belongs to bash or to launch.sh itself", at: key.span))
    }
    for (key, _) in spec.flags where Plain(key.value) == nil {
      diagnostics.append(
        .wrongType(
          "'\(key.value.prefix(40))' cannot be a flag: write it without dashes", at: key.span))
    }
  }
}
