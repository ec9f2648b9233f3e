package import FleetDiagnostics
package import FleetSyntax
import FleetValues

/// What of a process stays in host memory, on purpose, as it is written: all of
/// it, or parts.
package enum HostPartSpec: Sendable {
  case all
  case parts(HostParts)
}

/// The parts that `cpu` can name.
package struct HostParts: Record {
  /// So many layers, or all of them.
  package enum Experts: Hashable, Sendable {
    case ofFirst(Int)
    case all
  }

  package var layers: Located<Int>?
  package var experts: Located<Experts>?
  package var kv: Located<Bool>?

  private static let layers = Field(
    "layers", .integer(1...10_000), .defaulted("0"), doc: "The first so many, with their KV.")
  private static let experts = Field(
    "experts", .experts, .defaulted("0"),
    doc: "Those of the first so many layers, dense ones counted, or `all`.")
  private static let kv = Field("kv", .boolean, .defaulted("false"), doc: "The whole KV cache.")

  package static let shape = RecordShape(
    "a host part",
    [
      layers.declaration, experts.declaration, kv.declaration,
      .later("weights", doc: "So much of the weights (vLLM)."),
    ])

  package init?(reading record: inout RecordReader) {
    layers = record.optional(Self.layers)
    experts = record.optional(Self.experts)
    kv = record.optional(Self.kv)
  }
}

extension FieldType where Value == HostPartSpec {
  /// `all`, or a map of parts.
  static let hostPart = FieldType(
    "`all`, or a map of parts", .either([.keywords(["all"]), .record(HostParts.shape)])
  ) { node, label, diagnostics in
    if node.kind == .scalar {
      return FieldType<HostPartWord>.keyword().read(node, label, into: &diagnostics)
        .map { _ in .all }
    }
    return FieldType<HostParts>.record().read(node, label, into: &diagnostics)
      .map { .parts($0.value) }
  }
}

private enum HostPartWord: String, CaseIterable, Sendable { case all }

extension FieldType where Value == HostParts.Experts {
  fileprivate static let experts = FieldType(
    "a whole number of at least 1, or `all`",
    .either([.integer(1...10_000), .keywords(["all"])])
  ) { node, label, diagnostics in
    if node.text == "all" { return .all }
    return FieldType<Int>.integer(1...10_000).read(node, label, into: &diagnostics)
      .map { .ofFirst($0.value) }
  }
}
