package import FleetDiagnostics
package import FleetValues

/// How a plan value fills a template: each field declared once, with its name,
/// its kind and its value, so that shape and view cannot disagree.
///
/// A field's name is also its name in the value's `Origin`: that is how a
/// rendered line finds the lines of the spec that fed it.
package struct TemplateFields<Model: Sendable>: Sendable {
  package let shape: TemplateShape
  private let origin: @Sendable (Model) -> Origin
  private let values: [@Sendable (Model, Origin) -> TemplateValue]

  package init(
    origin: @escaping @Sendable (Model) -> Origin, _ fields: TemplateField<Model>...
  ) {
    self.origin = origin
    shape = TemplateShape(fields.map { TemplateShape.Field($0.name, $0.kind) })
    values = fields.map(\.value)
  }

  package func view(of model: Model) -> TemplateView {
    let origin = origin(model)
    return TemplateView(
      shape: shape, origin: origin, values: values.map { $0(model, origin) })
  }
}

/// One declared field of a view. Its value is found in a model and the model's origin.
package struct TemplateField<Model: Sendable>: Sendable {
  let name: String
  let kind: TemplateShape.Kind
  let value: @Sendable (Model, Origin) -> TemplateValue
}

extension TemplateField {
  package static func plain(
    _ name: String, _ value: @escaping @Sendable (Model) -> Plain
  ) -> TemplateField {
    TemplateField(name: name, kind: .plain) { model, _ in .plain(value(model)) }
  }

  package static func text(
    _ name: String, _ value: @escaping @Sendable (Model) -> Text
  ) -> TemplateField {
    TemplateField(name: name, kind: .text) { model, _ in .text(value(model)) }
  }

  package static func trusted(
    _ name: String, _ value: @escaping @Sendable (Model) -> Trusted
  ) -> TemplateField {
    TemplateField(name: name, kind: .trusted) { model, _ in .trusted(value(model)) }
  }

  package static func flag(
    _ name: String, _ value: @escaping @Sendable (Model) -> Bool
  ) -> TemplateField {
    TemplateField(name: name, kind: .flag) { model, _ in .flag(value(model)) }
  }

  package static func list<Item>(
    _ name: String, of fields: TemplateFields<Item>,
    _ items: @escaping @Sendable (Model) -> [Item]
  ) -> TemplateField {
    TemplateField(name: name, kind: .list(fields.shape)) { model, _ in
      .list(items(model).map(fields.view(of:)))
    }
  }

  package static func optional<Item>(
    _ name: String, of fields: TemplateFields<Item>,
    _ item: @escaping @Sendable (Model) -> Item?
  ) -> TemplateField {
    TemplateField(name: name, kind: .optional(fields.shape)) { model, _ in
      .view(item(model).map(fields.view(of:)))
    }
  }
}

// Bare values: inside `{{#name}}` each is written `{{.}}`, and comes from the
// field of the model that holds it.
extension TemplateField {
  package static func plains(
    _ name: String, _ items: @escaping @Sendable (Model) -> [Plain]
  ) -> TemplateField {
    bare(name, .plain, list: true) { items($0).map(TemplateValue.plain) }
  }

  package static func texts(
    _ name: String, _ items: @escaping @Sendable (Model) -> [Text]
  ) -> TemplateField {
    bare(name, .text, list: true) { items($0).map(TemplateValue.text) }
  }

  package static func optionalPlain(
    _ name: String, _ item: @escaping @Sendable (Model) -> Plain?
  ) -> TemplateField {
    bare(name, .plain, list: false) { item($0).map { [.plain($0)] } ?? [] }
  }

  package static func optionalText(
    _ name: String, _ item: @escaping @Sendable (Model) -> Text?
  ) -> TemplateField {
    bare(name, .text, list: false) { item($0).map { [.text($0)] } ?? [] }
  }

  private static func bare(
    _ name: String, _ kind: TemplateShape.Kind, list: Bool,
    _ values: @escaping @Sendable (Model) -> [TemplateValue]
  ) -> TemplateField {
    let shape = TemplateShape.item(kind)
    return TemplateField(name: name, kind: list ? .list(shape) : .optional(shape)) {
      model, origin in
      let spans = origin.spans(of: name)
      let own = Origin(spans.first).deriving(".", from: spans)
      let views = values(model).map { TemplateView(shape: shape, origin: own, values: [$0]) }
      return list ? .list(views) : .view(views.first)
    }
  }
}
