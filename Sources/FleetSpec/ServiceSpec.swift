package import FleetDiagnostics
package import FleetSyntax
package import FleetValues

/// A service that a node runs beside the engines.
package struct ServiceSpec: Record {
  package var port: Located<Port>?
  package var memory: Located<Bytes>?
  package var origin: Origin

  /// Services that come in a later version.
  static let later: Set = ["alertmanager", "grafana", "redis", "nextcloud-sync"]

  private static let port = Field("port", .port, doc: "Where it listens.")
  private static let memory = Field("memory", .size, doc: "Host memory it takes.")

  package static let shape = RecordShape(
    "a service",
    [port.declaration, memory.declaration, .later("over", doc: "The link it needs.")])

  package init?(reading record: inout RecordReader) {
    port = record.optional(Self.port)
    memory = record.optional(Self.memory)
    origin = record.origin
  }

  init(at span: SourceSpan) { origin = Origin(span) }
}

extension FieldType where Value == NamedMap<ServiceKind, ServiceSpec> {
  /// A list of services, or a map from a service to its settings.
  static let services = FieldType(
    "a list of services, or a mapping of their settings",
    .either([
      .list(.reference(ServiceKind.noun)),
      .map(key: ServiceKind.noun, .record(ServiceSpec.shape)),
    ])
  ) { node, label, diagnostics in
    let entries: [(Located<String>, SyntaxNode?)] =
      node.kind == .sequence
      ? node.items.compactMap { item in item.text.map { (Located($0, at: item.span), nil) } }
      : node.entries.map { ($0.key, $0.value) }
    guard node.kind != .scalar, !entries.isEmpty else {
      diagnostics.append(.wrongType("`\(label)` must be a list of services", at: node.span))
      return nil
    }
    var services = NamedMap<ServiceKind, ServiceSpec>()
    for (key, settings) in entries {
      if ServiceSpec.later.contains(key.value) {
        diagnostics.append(.notYet(word: key.value, label: label, at: key.span))
        continue
      }
      guard
        let name = NameRule.read(key, as: ServiceKind.self, reserved: [], into: &diagnostics)
      else { continue }
      let spec = settings.map {
        ServiceSpec.read($0, key.value, at: key.span, into: &diagnostics)
      }
      services.append(name, spec ?? ServiceSpec(at: key.span))
    }
    return services
  }
}
