package import FleetDiagnostics
import FleetValues

/// A compiled template: a flat list of steps, with every name looked up and
/// every hole's slot known. Rendering appends bytes and decides nothing else.
package struct Template: Sendable {
  enum Operation: Sendable {
    /// Bytes of `literals`; with a line end as the last of them, or with none.
    case literal(start: Int, end: Int, endsLine: Bool)
    case hole(Int)
    /// The steps up to the section's `end` belong to it.
    case section(Int)
  }

  /// Where a name is found: in which of the views that enclose it, and where there.
  struct Field: Hashable, Sendable {
    var depth: Int
    var index: Int
    var name: String
  }

  struct Hole: Sendable {
    var field: Field
    var kind: TemplateShape.Kind
    var slot: Slot
    /// The hole's name in the template.
    var span: SourceSpan
  }

  struct Section: Sendable {
    var field: Field
    var isInverted: Bool
    /// It shares its line with other text, which therefore depends on it too.
    var isInline: Bool
    var end: Int
  }

  package let path: String
  package let shape: TemplateShape
  let format: TemplateFormat
  let operations: [Operation]
  let literals: [UInt8]
  let holes: [Hole]
  let sections: [Section]

  /// Whatever fills it, the file has nothing but blanks: a file that was emptied
  /// by mistake looks like that.
  var writesNothing: Bool {
    holes.isEmpty && literals.allSatisfy { isBlank($0) || $0 == UInt8(ascii: "\n") }
  }

  /// Fills the holes. A value that its slot cannot carry is reported at the
  /// value's own place, and the text is then not to be used.
  package func render(
    _ view: TemplateView, into diagnostics: inout [Diagnostic]
  ) -> SourcedText {
    invariant(view.shape == shape, "\(path) is filled with a view of another shape")
    var renderer = TemplateRenderer(self, view)
    let text = renderer.render()
    diagnostics += renderer.diagnostics
    return text
  }
}
