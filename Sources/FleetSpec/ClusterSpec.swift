package import FleetDiagnostics
package import FleetSyntax
package import FleetValues

/// What the user asked for: the whole of `cluster.yaml`, every value tied to its
/// place. Nothing here has been looked up yet.
package struct ClusterSpec: Record {
  package var name: Located<Text>
  package var nodes: NamedMap<NodeKind, NodeSpec>
  package var models: NamedMap<ModelKind, ModelSpec>
  package var deployments: NamedMap<DeploymentKind, DeploymentSpec>
  package var gateway: Located<GatewaySpec>?
  /// Whether `gateway` stands in the file, usable or not.
  package var isGatewayWritten: Bool
  package var routes: NamedMap<RouteKind, RouteSpec>
  package var scenarios: NamedMap<ScenarioKind, ScenarioSpec>
  package var monitoring: MonitoringSpec?
  package var ports: Located<PortRange>?
  package var versions: VersionSettings
  package var allow: [Located<WaiverSpec>]
  package var origin: Origin

  private static let fleetc = Field(
    "fleetc", .integer(1...1), .required, doc: "The version of the language.")
  private static let cluster = Field(
    "cluster", .name, .required, doc: "The fleet's name, for file headers and labels.")
  private static let nodes = Field(
    "nodes",
    FieldType<NamedMap<NodeKind, NodeSpec>>.map(
      of: NodeSpec.self, reserved: ["fleet"]),
    .required, doc: "The machines.")
  private static let models = Field(
    "models",
    FieldType<NamedMap<ModelKind, ModelSpec>>.map(
      of: ModelSpec.self), .required,
    doc: "What is served.")
  private static let deployments = Field(
    "deployments",
    FieldType<NamedMap<DeploymentKind, DeploymentSpec>>.map(
      of: DeploymentSpec.self, reserved: ["queue", "reject"]),
    .required, doc: "Which model runs where.")
  private static let gateway = Field(
    "gateway", FieldType<GatewaySpec>.gateway, .defaulted("none; required when there are routes"),
    doc: "The front door.")
  private static let routes = Field(
    "routes",
    FieldType<NamedMap<RouteKind, RouteSpec>>.map(
      of: RouteSpec.self, reserved: ["v1", "api", "fleetc", "auto"]),
    doc: "Which request goes where.")
  private static let failover = Field(
    "failover",
    FieldType<NamedMap<ScenarioKind, ScenarioSpec>>.map(
      of: ScenarioSpec.self),
    doc: "What must hold when something is down.")
  private static let monitoring = Field(
    "monitoring", FieldType<MonitoringSpec>.record(), doc: "How the fleet is watched.")
  private static let ports = Field(
    "ports", .portRange, .defaulted("8100-8199"), doc: "Where unnamed ports come from.")
  private static let versions = Field(
    "versions", .versions, .defaulted("the catalog's baseline"),
    doc: "What is installed, by program.")
  private static let allow = Field(
    "allow", FieldType<[Located<WaiverSpec>]>.list(of: .record()),
    doc: "Warnings accepted on purpose.")

  package static let shape = RecordShape(
    "the spec",
    [
      fleetc.declaration, cluster.declaration,
      .later("include", doc: "Further parts of the spec."),
      nodes.declaration,
      .later("links", doc: "Networks that can be lost."),
      .later("groups", doc: "Elements lost together."),
      models.declaration, deployments.declaration, gateway.declaration, routes.declaration,
      .later("queues", doc: "Where requests can wait."),
      failover.declaration,
      .later("tests", doc: "Single requests and where they must go."),
      monitoring.declaration,
      .later("alerts", doc: "Where messages go."),
      ports.declaration, versions.declaration,
      .later("catalog", doc: "Folders with further accelerators, models and engines."),
      allow.declaration,
    ])

  package init?(reading record: inout RecordReader) {
    _ = record.required(Self.fleetc)
    let cluster = record.required(Self.cluster)
    let nodes = record.required(Self.nodes)
    let models = record.required(Self.models)
    let deployments = record.required(Self.deployments)
    gateway = record.optional(Self.gateway)
    isGatewayWritten = record.isWritten(Self.gateway.declaration)
    routes = record.optional(Self.routes)?.value ?? NamedMap()
    scenarios = record.optional(Self.failover)?.value ?? NamedMap()
    monitoring = record.optional(Self.monitoring)?.value
    ports = record.optional(Self.ports)
    versions = record.optional(Self.versions)?.value ?? []
    allow = record.optional(Self.allow)?.value ?? []
    origin = record.origin
    // What is missing as a whole is empty below: everything else is still checked.
    self.name = cluster ?? Located(Text(Plain(0)), at: record.span)
    self.nodes = nodes?.value ?? NamedMap()
    self.models = models?.value ?? NamedMap()
    self.deployments = deployments?.value ?? NamedMap()
  }
}

extension ClusterSpec {
  /// Decodes everything it can, and reports everything it cannot.
  package static func decode(
    _ root: SyntaxNode?, in file: SourceFile, into diagnostics: inout [Diagnostic]
  ) -> ClusterSpec? {
    let top = SourceSpan(file: file.id, start: 0, end: 0)
    guard let root, !root.isNull else {
      diagnostics.append(
        Diagnostic(
          FieldDiagnostics.missingKey, "the file is empty", at: top,
          help: ["begin with `fleetc: 1` and `cluster: NAME`; `fleetc explain F0202` says more"]))
      return nil
    }
    return read(root, "the spec", at: top, into: &diagnostics)
  }
}
