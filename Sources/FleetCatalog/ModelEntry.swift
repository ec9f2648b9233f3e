import FleetDiagnostics
import FleetJSON
package import FleetSyntax
package import FleetValues

/// What the catalog knows of a model: the keys of its `config.json`, and what
/// the model's own page says of it.
package struct ModelEntry: CatalogEntry {
  package var id = ""
  package var aliases: [String]
  package var about: String
  package var architecture: Architecture
  /// As its publisher counts them, where that was found.
  package var parameters: Int?
  /// Those that a token uses, embeddings included; nil where it is all of them.
  package var active: Int?
  /// Longest context it was trained for, in tokens.
  package var context: Int
  package var task: ModelTask
  package var abilities: Set<ModelAbility>
  package var source: String
  package var checked: CalendarDate

  private static let architecture = Field(
    "architecture", .configuration, .required, doc: "The keys of its `config.json`.")
  private static let parameters = Field(
    "parameters", .integer(1...Int.max), doc: "As its publisher counts them.")
  private static let active = Field(
    "active", .integer(1...Int.max), .defaulted("all of them"), doc: "Those that a token uses.")
  private static let context = Field(
    "context", .tokens, .required, doc: "Longest it was trained for.")
  private static let task = Field(
    "task", FieldType<ModelTask>.keyword(), .defaulted("chat"), doc: "Which API it answers.")
  private static let can = Field(
    "can", FieldType<[Located<ModelAbility>]>.list(of: .keyword()), .defaulted("none"),
    doc: "Abilities that routes may need.")

  package static let shape = RecordShape(
    "a model of the catalog",
    EntryFields.declarations + [
      architecture.declaration, parameters.declaration, active.declaration, context.declaration,
      task.declaration, can.declaration,
    ])

  package init?(reading record: inout RecordReader) {
    let facts = EntryFacts(&record)
    let configuration = record.required(Self.architecture)
    let context = record.required(Self.context)
    parameters = record.optional(Self.parameters)?.value
    active = record.optional(Self.active)?.value
    task = record.optional(Self.task)?.value ?? .chat
    abilities = Set(record.optional(Self.can)?.value.map(\.value) ?? [])
    guard let facts, let configuration, let context else { return nil }
    do throws(ArchitectureProblem) {
      architecture = try Architecture(configuration: configuration.value)
    } catch {
      record.report(.wrongType("`architecture` \(error)", at: configuration.span))
      return nil
    }
    self.context = context.value
    (aliases, about) = (facts.aliases, facts.about)
    (source, checked) = (facts.source, facts.checked)
  }
}

extension FieldType where Value == JSONValue {
  /// A mapping of `config.json`'s keys. Only here are plain scalars read by
  /// their looks, as the JSON they were copied from means them.
  static let configuration = FieldType(
    "a mapping of `config.json`'s keys", .map(key: "key", .text)
  ) { node, label, diagnostics in
    guard node.kind == .mapping else {
      diagnostics.append(
        .wrongType("`\(label)` must be a mapping of `config.json`'s keys", at: node.span))
      return nil
    }
    return value(of: node)
  }

  private static func value(of node: SyntaxNode) -> JSONValue {
    switch node.kind {
    case .sequence: return .array(node.items.map(value))
    case .mapping:
      return .object(
        Dictionary(node.entries.map { ($0.key.value, value(of: $0.value)) }) { first, _ in first })
    case .scalar:
      let text = node.text ?? ""
      guard node.isPlain else { return .string(text) }
      if node.isNull { return .null }
      if text == "true" || text == "false" { return .bool(text == "true") }
      return Int(text).map(JSONValue.integer) ?? .string(text)
    }
  }
}
