package import FleetDiagnostics
package import FleetValues

/// What fills a hole or decides a section.
package enum TemplateValue: Hashable, Sendable {
  case plain(Plain)
  case text(Text)
  case trusted(Trusted)
  case flag(Bool)
  case list([TemplateView])
  case view(TemplateView?)
}

/// The values of one shape, in the order of its fields, and where they come
/// from in the spec.
package struct TemplateView: Hashable, Sendable {
  package let shape: TemplateShape
  package let values: [TemplateValue]
  package let origin: Origin

  /// Takes exactly the values that the shape declares. Anything else is our own
  /// mistake; `TemplateFields` cannot make it.
  package init(_ shape: TemplateShape, origin: Origin, _ values: [String: TemplateValue]) {
    invariant(values.count == shape.fields.count, "a view of \(shape.outline) has other names")
    self.init(
      shape: shape, origin: origin,
      values: shape.fields.map { field in
        guard let value = values[field.name] else {
          broken("a view lacks '\(field.name)'")
        }
        invariant(
          value.fits(field.kind), "'\(field.name)' of a view is no \(field.kind.word)")
        return value
      })
  }

  /// Trusts the order and kinds of the values.
  init(shape: TemplateShape, origin: Origin, values: [TemplateValue]) {
    self.shape = shape
    self.origin = origin
    self.values = values
  }
}

extension TemplateValue {
  fileprivate func fits(_ kind: TemplateShape.Kind) -> Bool {
    switch (self, kind) {
    case (.plain, .plain), (.text, .text), (.trusted, .trusted), (.flag, .flag): true
    case (.list(let views), .list(let shape)): views.allSatisfy { $0.shape == shape }
    case (.view(let view), .optional(let shape)): view.map { $0.shape == shape } ?? true
    default: false
    }
  }
}
