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

  /// The keys a person may write.
  package var names: [String] { fields.map(\.name) }
}

/// A value that is decoded from a mapping of declared fields.
package protocol Record: Sendable {
  static var shape: RecordShape { get }
  /// Asks the reader for every field of the shape, then builds the value from
  /// them, or returns nil where one that must be there was not usable. Asking
  /// first reports everything that is wrong, not the first thing.
  init?(reading record: inout RecordReader)
}
