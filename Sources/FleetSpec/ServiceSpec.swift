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

  /// The same, with its name for its place.
  init(_ spec: ServiceSpec, at span: SourceSpan) {
    self = spec
    origin = spec.origin.existing(because: [span])
  }
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
    guard node.kind != .scalar, !(node.items.isEmpty && node.entries.isEmpty) else {
      var diagnostic = Diagnostic.wrongType(
        "`\(label)` must be a list of services, or a mapping of their settings", at: node.span)
      if let text = node.text {
        diagnostic.fixes = [
          FixIt("write `[\(text)]`", .maybe, replace: node.span, with: "[\(text)]")
        ]
      }
      diagnostics.append(diagnostic)
      return nil
    }
    var entries: [(Located<String>, SyntaxNode?)] = node.entries.map { ($0.key, $0.value) }
    let name = FieldType<String>.prose
    for item in node.items {
      if let text = name.read(item, "an item of `\(label)`", into: &diagnostics) {
        entries.append((text, nil))
      }
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
      guard let settings else {
        services.append(name, ServiceSpec(at: key.span))
        continue
      }
      let spec = FieldType<ServiceSpec>.record().read(settings, key.value, into: &diagnostics)
      services.append(name, spec.map { ServiceSpec($0.value, at: key.span) })
    }
    return services
  }
}
