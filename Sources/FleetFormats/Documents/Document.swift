package import FleetDiagnostics
package import FleetValues

/// A nested document as a value: what a printer turns into YAML or JSON.
///
/// Formats that nest or quote are not templates: a printer owns their quoting,
/// so any string whatever may stand in one. A node without places of its own
/// has those of the node around it.
package struct Document: Hashable, Sendable {
  package indirect enum Content: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    /// As it is to be written: digits, a point, digits.
    case decimal(String)
    case string(String)
    case sequence([Document])
    /// In this order; no key twice.
    case mapping([Entry])
  }

  package struct Entry: Hashable, Sendable {
    package var key: String
    package var value: Document

    package init(_ key: String, _ value: Document) {
      self.key = key
      self.value = value
    }
  }

  package let content: Content
  package private(set) var spans: [SourceSpan]

  package init(_ content: Content, at spans: [SourceSpan] = []) {
    self.content = content
    self.spans = spans
  }

  /// The same document, said to come from a field of an origin.
  package func from(_ origin: Origin, _ field: String) -> Document {
    Document(content, at: origin.spans(of: field))
  }

  /// The same document, said to come from the thing itself.
  package func from(_ origin: Origin) -> Document {
    Document(content, at: origin.subjects)
  }
}

extension Document {
  package static let null = Document(.null)
  package static func bool(_ flag: Bool) -> Document { Document(.bool(flag)) }
  package static func integer(_ number: some BinaryInteger) -> Document {
    Document(.integer(Int(number)))
  }
  package static func string(_ text: String) -> Document { Document(.string(text)) }
  package static func text(_ text: Text) -> Document { Document(.string(text.string)) }
  package static func plain(_ plain: Plain) -> Document { Document(.string(plain.text)) }
  /// A duration is a string: `90s`.
  package static func duration(_ span: TimeSpan) -> Document {
    Document(.string(span.description))
  }
  package static func decimal(_ fraction: Fraction) -> Document {
    Document(.decimal(fraction.description))
  }

  package static func sequence(_ items: [Document]) -> Document { Document(.sequence(items)) }

  /// Keys in the order given; a nil value is left out.
  package static func mapping(_ entries: KeyValuePairs<String, Document?>) -> Document {
    mapping(entries.compactMap { key, value in value.map { Entry(key, $0) } })
  }

  package static func mapping(_ entries: [Entry]) -> Document {
    let keys = Set(entries.map(\.key))
    invariant(keys.count == entries.count, "a mapping has a key twice: \(keys.sorted())")
    return Document(.mapping(entries))
  }

  /// For maps whose order means nothing: by the bytes of their keys.
  package static func sorted(_ entries: [String: Document]) -> Document {
    Document(
      .mapping(
        entries.map { Entry($0.key, $0.value) }
          .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }))
  }

  /// The document as a line-free value of JSON would have it: no items.
  var isEmpty: Bool {
    switch content {
    case .sequence(let items): items.isEmpty
    case .mapping(let entries): entries.isEmpty
    case .null, .bool, .integer, .decimal, .string: false
    }
  }

  var isCollection: Bool {
    switch content {
    case .sequence, .mapping: true
    case .null, .bool, .integer, .decimal, .string: false
    }
  }
}

extension Document: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .integer(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(arrayLiteral elements: Document...) { self = .sequence(elements) }
  package init(dictionaryLiteral elements: (String, Document)...) {
    self = .mapping(elements.map { Entry($0.0, $0.1) })
  }
}
