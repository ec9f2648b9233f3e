package import FleetSyntax
package import FleetValues
import FleetDiagnostics

/// The flags of an engine: those of the version its entry is about, and those
/// that it had before. Names stand without dashes, long ones and short ones.
package struct EngineFlags: Sendable {
  /// What is known of one flag at one version.
  package enum Standing: Sendable {
    case known
    /// Gone at that version.
    case removed(RemovedFlag)
    case unknown
  }

  /// In the order of their bytes; empty where everything is said by variables.
  package var names: [String]
  package var removed: [String: RemovedFlag]

  package func standing(of name: String, at version: EngineVersion) -> Standing {
    if names.contains(name) { return .known }
    guard let removed = removed[name] else { return .unknown }
    guard let since = removed.since, version < since else { return .removed(removed) }
    return .known
  }
}

/// A flag that an engine had once.
package struct RemovedFlag: Record {
  /// The first version without it, where that was found.
  package var since: EngineVersion?
  /// What to write now.
  package var instead: String

  private static let since = Field("since", .version, doc: "The first version without it.")
  private static let instead = Field("instead", .prose, .required, doc: "What to write now.")

  package static let shape = RecordShape(
    "a flag of before", [since.declaration, instead.declaration])

  package init?(reading record: inout RecordReader) {
    since = record.optional(Self.since)?.value
    guard let instead = record.required(Self.instead) else { return nil }
    self.instead = instead.value
  }
}

extension FieldType where Value == [String] {
  /// Names of flags without dashes. The list may be empty: an engine without
  /// flags is not one whose flags are unknown.
  static let flagNames = FieldType("a list of flags without dashes", .list(.text)) {
    node, label, diagnostics in
    guard node.kind == .sequence else {
      diagnostics.append(.wrongType("`\(label)` must be a list of flags", at: node.span))
      return nil
    }
    return node.items.compactMap { item in
      if let text = item.text, Plain(text) != nil { return text }
      diagnostics.append(.wrongType("an item of `\(label)` is not a flag", at: item.span))
      return nil
    }
  }
}
