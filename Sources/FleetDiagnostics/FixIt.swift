/// An edit that would make a diagnostic go away.
package struct FixIt: Sendable, Hashable {
  package enum Applicability: String, Sendable {
    /// Changes nothing but what is wrong; `fleetc fix` applies it.
    case safe
    /// Probably meant; a person decides.
    case maybe
  }

  package struct Edit: Sendable, Hashable {
    package var span: SourceSpan
    package var text: String

    package init(replace span: SourceSpan, with text: String) {
      self.span = span
      self.text = text
    }
  }

  /// An imperative phrase: "write `8080`".
  package var title: String
  package var applicability: Applicability
  package var edits: [Edit]

  package init(_ title: String, _ applicability: Applicability, _ edits: [Edit]) {
    self.title = title
    self.applicability = applicability
    self.edits = edits
  }

  package init(
    _ title: String, _ applicability: Applicability, replace span: SourceSpan, with text: String
  ) {
    self.init(title, applicability, [Edit(replace: span, with: text)])
  }
}
