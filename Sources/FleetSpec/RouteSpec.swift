package import FleetDiagnostics
package import FleetSyntax
package import FleetValues

/// Which deployments answer a request, best first, as it is written.
package struct RouteSpec: Record {
  package enum When: String, CaseIterable, Sendable { case always }

  package var about: String?
  package var names: [Located<Plain>]
  package var when: Located<When>?
  /// Ranks, best first; the deployments of one rank share the requests.
  package var targets: [[Located<DeploymentName>]]
  package var otherwise: [Located<StepSpec>]
  package var timeout: Located<TimeSpan>?
  package var replay: Located<Bool>?
  package var origin: Origin

  private static let about = Field("about", .prose, doc: "For people.")
  private static let names = Field(
    "names", FieldType<[Located<Plain>]>.list(of: .servedName),
    doc: "Further model names that mean this route.")
  private static let when = Field(
    "when", .when, doc: "`always` marks the route that takes whatever is left.")
  private static let targets = Field(
    "targets", .ranks, .required, doc: "Deployments, best first; an inner list is one rank.")
  private static let otherwise = Field(
    "otherwise", FieldType<[Located<StepSpec>]>.list(of: .record()),
    .defaulted("[{reject: 503}]"), doc: "When no target is live.")
  private static let timeout = Field(
    "timeout", .duration, .defaulted("5m"), doc: "Longest silence.")
  private static let replay = Field(
    "replay", .boolean, .defaulted("true"), doc: "Whether a failed request may be sent again.")

  package static let shape = RecordShape(
    "a route",
    [
      about.declaration, names.declaration, when.declaration,
      .later("keys", doc: "Who may use it."),
      targets.declaration,
      .later("needs", doc: "What every target must offer."),
      otherwise.declaration,
      .later("demand", doc: "Load to plan for."),
      timeout.declaration, replay.declaration,
    ])

  package init?(reading record: inout RecordReader) {
    about = record.optional(Self.about)?.value
    names = record.optional(Self.names)?.value ?? []
    when = record.optional(Self.when)
    let targets = record.required(Self.targets)
    otherwise = record.optional(Self.otherwise)?.value ?? []
    timeout = record.optional(Self.timeout)
    replay = record.optional(Self.replay)
    origin = record.origin
    guard let targets else { return nil }
    self.targets = targets.value
  }
}

extension FieldType where Value == [[Located<DeploymentName>]] {
  /// A list of deployments and of lists of deployments.
  static let ranks = FieldType(
    "a list of deployments, best first",
    .list(.either([.reference(DeploymentKind.noun), .list(.reference(DeploymentKind.noun))]))
  ) { node, label, diagnostics in
    let rank = FieldType<[Located<DeploymentName>]>.oneOrMore(of: .reference())
    return FieldType<[Located<[Located<DeploymentName>]>]>.list(of: rank)
      .read(node, label, into: &diagnostics)?.value.map(\.value).filter { !$0.isEmpty }
  }
}

extension FieldType where Value == RouteSpec.When {
  /// `always`; conditions come later.
  fileprivate static let when = FieldType("`always`", .keywords(["always"])) {
    node, label, diagnostics in
    if node.kind != .scalar {
      diagnostics.append(.notYet(word: "condition", label: label, at: node.span))
      return nil
    }
    return FieldType.keyword().read(node, label, into: &diagnostics)?.value
  }
}

extension FieldType where Value == Plain {
  /// A name that clients send as `model`. Engines take several of them separated
  /// by commas, and Ollama makes a file of each: no other character is safe in
  /// all of these.
  fileprivate static let servedName = FieldType.scalar(
    "a model name of letters, digits and `_./:@+-`", .quantity("name", example: "gpt-4o")
  ) { text in
    guard !text.contains(","), let plain = Plain(text) else { return .wrong(meant: nil) }
    let bytes = text.utf8.count
    return bytes > 255 ? .refused(reason: "is \(bytes) bytes long, of 255 at most") : .value(plain)
  }
}
