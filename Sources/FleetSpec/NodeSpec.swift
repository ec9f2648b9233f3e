package import FleetDiagnostics
package import FleetSyntax
package import FleetValues

/// One machine, as it is written.
package struct NodeSpec: Record {
  package enum System: String, CaseIterable, Sendable {
    case linux = "linux-systemd"
  }

  package var about: String?
  package var address: Located<Host>
  package var presence: Located<Presence>?
  package var memory: Located<Bytes>
  package var accelerators: [AcceleratorSpec]
  package var reserve: ReserveSpec?
  package var services: NamedMap<ServiceKind, ServiceSpec>
  package var labels: [Located<Text>]
  package var versions: VersionSettings
  package var paths: [(key: Located<String>, value: Located<Plain>)]
  package var user: Located<Plain>?
  package var origin: Origin

  private static let about = Field("about", .prose, doc: "For people.")
  private static let address = Field(
    "address", .host, .required, doc: "Where the others reach it.")
  private static let system = Field(
    "system", FieldType<System>.keyword(later: ["termux-runit"]), .defaulted("linux-systemd"),
    doc: "Which unit files are written.")
  private static let presence = Field(
    "presence", FieldType<Presence>.keyword(), .defaulted("steady"),
    doc: "`sometimes` comes and goes; `proposed` is not there yet.")
  private static let memory = Field("memory", .size, .required, doc: "RAM.")
  private static let accelerators = Field(
    "accelerators", .accelerators, doc: "GPUs, counted from 0 in this order.")
  private static let reserve = Field(
    "reserve", FieldType<ReserveSpec>.record(), doc: "What is kept free.")
  private static let runs = Field("runs", .services, doc: "Services that run here.")
  private static let labels = Field(
    "labels", FieldType<[Located<Text>]>.labels, doc: "For people and metrics.")
  private static let versions = Field(
    "versions", .versions, .defaulted("the top level's"), doc: "This node's own versions.")
  private static let paths = Field(
    "paths", .settings("a mapping of paths by name", of: .plainPath),
    .defaulted("models: /srv/models, config: /etc/fleetc, state: /var/lib/fleetc"),
    doc: "Where things are; a program's key is its name.")
  private static let user = Field(
    "user", .userName, .defaulted("fleetc; Ollama's own"), doc: "Runs the engines.")

  package static let shape = RecordShape(
    "a node",
    [
      about.declaration, address.declaration,
      .later("interface", doc: "Its network device."),
      system.declaration, presence.declaration, memory.declaration, accelerators.declaration,
      reserve.declaration,
      .later("links", doc: "How others reach it."),
      .later("offline", doc: "What programs on this node use when the gateway is gone."),
      runs.declaration,
      .later("runtime", doc: "How engines are run."),
      labels.declaration, versions.declaration,
      .later("measured", doc: "What one engine process takes beside its buffers."),
      paths.declaration, user.declaration,
    ])

  package init?(reading record: inout RecordReader) {
    about = record.optional(Self.about)?.value
    let address = record.required(Self.address)
    _ = record.optional(Self.system)
    presence = record.optional(Self.presence)
    let memory = record.required(Self.memory)
    accelerators = record.optional(Self.accelerators)?.value ?? []
    reserve = record.optional(Self.reserve)?.value
    services = record.optional(Self.runs)?.value ?? NamedMap()
    labels = record.optional(Self.labels)?.value ?? []
    versions = record.optional(Self.versions)?.value ?? []
    paths = record.optional(Self.paths)?.value ?? []
    user = record.optional(Self.user)
    origin = record.origin
    guard let address, let memory else { return nil }
    self.address = address
    self.memory = memory
  }
}

extension FieldType where Value == [Located<Text>] {
  /// Words; together they are the value of one label of every series of the node.
  fileprivate static let labels = FieldType("a list of words", .list(.text)) {
    node, label, diagnostics in
    let word = FieldType<Text>.scalar("a word without commas", .text) { text in
      guard !text.contains(","), text.utf8.count <= 63, let word = try? Text(text) else {
        return .wrong(meant: nil)
      }
      return .value(word)
    }
    let words = FieldType.list(of: word).read(node, label, into: &diagnostics)?.value
    if let words, words.count > 16 {
      diagnostics.append(.wrongType("`\(label)` takes 16 words at most", at: node.span))
      return nil
    }
    return words
  }
}
