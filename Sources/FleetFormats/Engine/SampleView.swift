import FleetDiagnostics
package import FleetValues

extension TemplateShape {
  /// A view with every hole filled and every section taken: what a test puts
  /// into a template to see that no value leaves its place.
  package func filled(plain: Plain, text: Text, items: Int = 2) -> TemplateView {
    let values = fields.map { field -> TemplateValue in
      switch field.kind {
      case .plain: .plain(plain)
      case .text: .text(text)
      case .trusted: .trusted(Trusted(plain))
      case .flag: .flag(true)
      case .list(let shape):
        .list((0..<items).map { _ in shape.filled(plain: plain, text: text, items: items) })
      case .optional(let shape): .view(shape.filled(plain: plain, text: text, items: items))
      }
    }
    return TemplateView(shape: self, origin: Origin(nil), values: values)
  }
}
