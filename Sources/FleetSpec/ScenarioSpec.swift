package import FleetDiagnostics
package import FleetSyntax
package import FleetValues

/// What must still work when something is down, as it is written.
package struct ScenarioSpec: Record {
  package var about: String?
  package var down: [Located<ElementID>]
  package var expect: [(key: Located<String>, value: Located<[Located<Text>]>)]
  package var origin: Origin

  private static let about = Field("about", .prose, doc: "The runbook's first line.")
  private static let down = Field(
    "down", FieldType<[Located<ElementID>]>.list(of: .element), .required, doc: "What is lost.")
  private static let expect = Field(
    "expect",
    .settings(
      "a mapping of outcomes by route", of: FieldType<[Located<Text>]>.oneOrMore(of: .text)),
    .required, doc: "Where each route's requests must end.")

  package static let shape = RecordShape(
    "a scenario",
    [
      about.declaration, down.declaration, .later("from", doc: "Where requests come from."),
      expect.declaration, .later("within", doc: "Noticed by then."),
      .later("tell", doc: "Who is told."), .later("then", doc: "Started when it is over."),
    ])

  package init?(reading record: inout RecordReader) {
    about = record.optional(Self.about)?.value
    let down = record.required(Self.down)
    let expect = record.required(Self.expect)
    origin = record.origin
    guard let down, let expect else { return nil }
    self.down = down.value
    self.expect = expect.value
  }
}
