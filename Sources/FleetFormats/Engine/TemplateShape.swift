import FleetValues

/// The names a template may use, and what each is. A template is compiled
/// against it before there is any value, so a hole without one is found even in
/// a section that is never taken.
package struct TemplateShape: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case plain, text, trusted, flag
    case list(TemplateShape)
    case optional(TemplateShape)
  }

  package struct Field: Hashable, Sendable {
    package var name: String
    package var kind: Kind

    package init(_ name: String, _ kind: Kind) {
      self.name = name
      self.kind = kind
    }
  }

  package let fields: [Field]

  package init(_ fields: [Field]) {
    let names = Set(fields.map(\.name))
    invariant(names.count == fields.count, "a shape declares a name twice: \(fields)")
    self.fields = fields
  }

  /// The shape of an item that is a bare value: its one name is `.`.
  package static func item(_ kind: Kind) -> TemplateShape { TemplateShape([Field(".", kind)]) }

  func index(of name: String) -> Int? { fields.firstIndex { $0.name == name } }

  /// One line a field, `name kind`, two spaces deeper in each section: the form
  /// in which a built-in's first comment lists its holes.
  package var outline: [String] {
    fields.flatMap { field -> [String] in
      let line = "\(field.name) \(field.kind.word)"
      guard let inner = field.kind.shape else { return [line] }
      return [line] + inner.outline.map { "  " + $0 }
    }
  }
}

extension TemplateShape.Kind {
  /// As messages and outlines say it.
  package var word: String {
    switch self {
    case .plain: "plain"
    case .text: "text"
    case .trusted: "trusted"
    case .flag: "flag"
    case .list: "list"
    case .optional: "optional"
    }
  }

  package var shape: TemplateShape? {
    switch self {
    case .list(let shape), .optional(let shape): shape
    case .plain, .text, .trusted, .flag: nil
    }
  }
}
