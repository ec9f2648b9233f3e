package import FleetDiagnostics
package import FleetSyntax
package import FleetValues

/// One card of a node, as it is written: an id, or a map of what differs.
package struct AcceleratorSpec: Record {
  package var type: Located<Text>
  package var device: Located<Int>?
  package var memory: Located<Bytes>?
  package var kind: Located<AcceleratorKind>?
  package var backends: [Located<AcceleratorBackend>]
  package var multiprocessors: Located<Int>?
  package var usable: Located<SizeOrShare>?
  package var reserve: Located<Bytes>?
  package var origin: Origin

  private static let type = Field(
    "type", .text, .required, doc: "A catalog id, or a new word for an inline card.")
  private static let device = Field(
    "device", .integer(0...63), .defaulted("its place among the cards of its backend"),
    doc: "The driver's own number, in PCI order.")
  private static let memory = Field(
    "memory", .size, .defaulted("the catalog's"), doc: "As the driver reports it.")
  private static let kind = Field(
    "kind", FieldType<AcceleratorKind>.keyword(), .defaulted("the catalog's"),
    doc: "`unified` is a part of the node's memory.")
  private static let backend = Field(
    "backend", FieldType<[Located<AcceleratorBackend>]>.oneOrMore(of: .keyword()),
    .defaulted("the catalog's"), doc: "What engines need to drive it, best first.")
  private static let multiprocessors = Field(
    "multiprocessors", .integer(1...1024), .defaulted("the catalog's, else 0"),
    doc: "3 MiB of CUDA context each.")
  private static let usable = Field(
    "usable", .sizeOrShare, .defaulted("discrete: all; unified: 75 % of the node's memory"),
    doc: "Most that engines may take.")
  private static let reserve = Field(
    "reserve", .sizeOrZero, .defaulted("`reserve.each`"), doc: "Kept free on this card alone.")

  package static let shape = RecordShape(
    "an accelerator",
    [
      type.declaration, device.declaration,
      .later("uuid", doc: "Used where the engine takes one."),
      memory.declaration, kind.declaration, backend.declaration, multiprocessors.declaration,
      usable.declaration, reserve.declaration,
    ])

  package init?(reading record: inout RecordReader) {
    let type = record.required(Self.type)
    device = record.optional(Self.device)
    memory = record.optional(Self.memory)
    kind = record.optional(Self.kind)
    backends = record.optional(Self.backend)?.value ?? []
    multiprocessors = record.optional(Self.multiprocessors)
    usable = record.optional(Self.usable)
    reserve = record.optional(Self.reserve)
    origin = record.origin
    guard let type else { return nil }
    self.type = type
  }

  /// A card that is all as the catalog has it.
  init(type: Located<Text>) {
    self.type = type
    backends = []
    origin = Origin(type.span)
  }
}

extension FieldType where Value == [AcceleratorSpec] {
  /// An id, a map of one `id: count`, or a list of ids and maps.
  static let accelerators = FieldType(
    "a card's id, a map of one `id: count`, or a list of cards",
    .either([.text, .map(key: "id", .integer(1...64)), .list(.record(AcceleratorSpec.shape))])
  ) { node, label, diagnostics in
    switch node.kind {
    case .scalar:
      return FieldType<Text>.text.read(node, label, into: &diagnostics)
        .map { [AcceleratorSpec(type: $0)] }
    case .mapping: return counted(node, label, &diagnostics)
    case .sequence:
      let card = FieldType<AcceleratorSpec>.shortForm(.cardID, or: .record())
      return FieldType<[Located<AcceleratorSpec>]>.list(of: card)
        .read(node, label, into: &diagnostics)?.value.map(\.value)
    }
  }

  private static func counted(
    _ node: SyntaxNode, _ label: String, _ diagnostics: inout [Diagnostic]
  ) -> [AcceleratorSpec]? {
    guard let entry = node.entries.first, node.entries.count == 1 else {
      diagnostics.append(
        .wrongType("`\(label)` must be a map of one `id: count`; use a list", at: node.span))
      return nil
    }
    guard
      let count = FieldType<Int>.integer(1...64).read(
        entry.value, entry.key.value, into: &diagnostics)
    else { return nil }
    do throws(Text.Problem) {
      let id = Located(try Text(entry.key.value), at: entry.key.span)
      return Array(repeating: AcceleratorSpec(type: id), count: count.value)
    } catch {
      diagnostics.append(.wrongType("a card's id \(error)", at: entry.key.span))
      return nil
    }
  }
}

extension FieldType where Value == AcceleratorSpec {
  fileprivate static let cardID = FieldType(FieldType<Text>.text.noun, .text) {
    node, label, diagnostics in
    FieldType<Text>.text.read(node, label, into: &diagnostics).map(AcceleratorSpec.init(type:))
  }
}
