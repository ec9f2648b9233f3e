package import FleetSyntax
package import FleetValues
import FleetDiagnostics

/// What the catalog knows of a card.
package struct AcceleratorEntry: CatalogEntry {
  package var id = ""
  package var aliases: [String]
  package var about: String
  package var kind: AcceleratorKind
  /// As the driver reports it; nil where the memory is the node's own.
  package var memory: Bytes?
  /// As CUDA reports it to an engine, which is less: vLLM's shares are of this.
  package var cudaMemory: Bytes?
  /// What engines need to drive it, best first; none for a neural processor.
  package var backends: [AcceleratorBackend]
  /// 0 where it is not known.
  package var multiprocessors: Int
  package var source: String
  package var checked: CalendarDate

  private static let kind = Field(
    "kind", FieldType<AcceleratorKind>.keyword(), .required, doc: "Where its memory is.")
  private static let memory = Field("memory", .size, doc: "As the driver reports it.")
  private static let cudaMemory = Field("cuda_memory", .size, doc: "As CUDA reports it.")
  private static let backend = Field(
    "backend", FieldType<[Located<AcceleratorBackend>]>.oneOrMore(of: .keyword()),
    .defaulted("none: no engine drives it"), doc: "What engines need to drive it, best first.")
  private static let multiprocessors = Field(
    "multiprocessors", .integer(1...1024), .defaulted("0"), doc: "3 MiB of CUDA context each.")

  package static let shape = RecordShape(
    "an accelerator of the catalog",
    EntryFields.declarations + [
      kind.declaration, memory.declaration, cudaMemory.declaration, backend.declaration,
      multiprocessors.declaration,
    ])

  package init?(reading record: inout RecordReader) {
    let facts = EntryFacts(&record)
    let kind = record.required(Self.kind)
    memory = record.optional(Self.memory)?.value
    cudaMemory = record.optional(Self.cudaMemory)?.value
    backends = record.optional(Self.backend)?.value.map(\.value) ?? []
    multiprocessors = record.optional(Self.multiprocessors)?.value ?? 0
    guard let facts, let kind else { return nil }
    self.kind = kind.value
    (aliases, about) = (facts.aliases, facts.about)
    (source, checked) = (facts.source, facts.checked)
  }
}
