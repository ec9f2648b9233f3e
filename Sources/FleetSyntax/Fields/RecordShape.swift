/// The fields of one kind of mapping.
package final class RecordShape: Sendable {
  /// As messages say it: `a node`.
  package let noun: String
  package let fields: [FieldDeclaration]
  private let indices: [String: Int]

  package init(_ noun: String, _ fields: [FieldDeclaration]) {
    self.noun = noun
    self.fields = fields
    indices = Dictionary(uniqueKeysWithValues: zip(fields.map(\.name), fields.indices))
  }

  func index(of name: String) -> Int? { indices[name] }

  /// The keys of the language here, those that come later included.
  package var names: [String] { fields.map(\.name) }

  /// The keys that this version reads, sorted.
  package var usableNames: [String] {
    fields.filter { $0.presence != .later }.map(\.name).sorted()
  }
}

/// A value that is decoded from a mapping of declared fields.
package protocol Record: Sendable {
  static var shape: RecordShape { get }
  /// Asks the reader for every field of the shape, then builds the value from
  /// them, or returns nil where one that must be there was not usable. Asking
  /// first reports everything that is wrong, not the first thing.
  init?(reading record: inout RecordReader)
}
