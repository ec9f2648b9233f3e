/// A key of the language: declared once, and from that declaration come the
/// decoder, "did you mean", the JSON Schema, the reference page and an editor's
/// completions.
package struct Field<Value: Sendable>: Sendable {
  package let declaration: FieldDeclaration
  package let type: FieldType<Value>

  package init(
    _ name: String, _ type: FieldType<Value>, _ presence: FieldPresence = .optional, doc: String
  ) {
    self.type = type
    declaration = FieldDeclaration(
      name: name, noun: type.noun, shape: type.shape, presence: presence, doc: doc)
  }
}

/// Whether a field must be written, and what holds where it is not.
package enum FieldPresence: Sendable, Hashable {
  case required
  case optional
  /// The default in words, as the reference shows it: `4k; embed: the model's`.
  case defaulted(String)
  /// A key of the language that this version refuses.
  case later
}

/// A field without the type of its value.
package struct FieldDeclaration: Sendable {
  package let name: String
  package let noun: String
  package let shape: FieldShape
  package let presence: FieldPresence
  package let doc: String

  package init(
    name: String, noun: String, shape: FieldShape, presence: FieldPresence, doc: String
  ) {
    self.name = name
    self.noun = noun
    self.shape = shape
    self.presence = presence
    self.doc = doc
  }

  /// A key of the language that a later version will read.
  package static func later(_ name: String, doc: String) -> FieldDeclaration {
    FieldDeclaration(name: name, noun: "", shape: .text, presence: .later, doc: doc)
  }
}
