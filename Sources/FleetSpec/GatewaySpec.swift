package import FleetDiagnostics
package import FleetSyntax
package import FleetValues

/// The front door, as it is written.
package struct GatewaySpec: Record {
  package enum Router: String, CaseIterable, Sendable { case nginx }

  package var about: String?
  package var nodes: [Located<NodeName>]
  package var address: Located<IPAddress>?
  package var port: Located<Port>?
  package var serverName: Located<Text>?
  package var body: Located<Bytes>?
  package var origin: Origin

  private static let about = Field("about", .prose, doc: "For people.")
  private static let nodes = Field(
    "nodes", FieldType<[Located<NodeName>]>.list(of: .reference()), .required,
    doc: "Where nginx runs.")
  private static let address = Field(
    "address", .address, .defaulted("the node's"), doc: "Where it listens.")
  private static let port = Field("port", .port, .defaulted("80"), doc: "Where it listens.")
  private static let name = Field(
    "name", .serverName, doc: "The name clients call it by (`server_name`).")
  private static let body = Field(
    "body", .size, .defaulted("32 MiB"), doc: "The largest request.")
  private static let router = Field(
    "router", FieldType<Router>.keyword(later: ["njs", "fleetc-router"]),
    .defaulted("the least that can"), doc: "What routes.")

  package static let shape = RecordShape(
    "the gateway",
    [
      about.declaration, nodes.declaration, address.declaration, port.declaration,
      name.declaration,
      .later("tls", doc: "A certificate and its key."), .later("keys", doc: "API keys."),
      body.declaration, .later("exports", doc: "Other routers."), router.declaration,
    ])

  package init?(reading record: inout RecordReader) {
    about = record.optional(Self.about)?.value
    let nodes = record.required(Self.nodes)
    address = record.optional(Self.address)
    port = record.optional(Self.port)
    serverName = record.optional(Self.name)
    body = record.optional(Self.body)
    _ = record.optional(Self.router)
    origin = record.origin
    guard let nodes else { return nil }
    self.nodes = nodes.value
  }

  init(node: Located<NodeName>) {
    nodes = [node]
    origin = Origin(node.span)
  }
}

extension FieldType where Value == GatewaySpec {
  /// A node, or the whole map.
  static let gateway = shortForm(
    FieldType("a node", .reference(NodeKind.noun)) { node, label, diagnostics in
      FieldType<NodeName>.reference().read(node, label, into: &diagnostics)
        .map(GatewaySpec.init(node:))
    }, or: .record())
}

extension FieldType where Value == Text {
  /// nginx reads regular expressions and wildcards here; a plain host is meant.
  fileprivate static let serverName = FieldType.scalar(
    "a DNS name", .quantity("DNS name", example: "llm.example.org")
  ) { text in
    guard Host(text) != nil, let plain = Plain(text) else { return .wrong(meant: nil) }
    return .value(Text(plain))
  }
}
