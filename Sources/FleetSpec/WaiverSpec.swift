package import FleetDiagnostics
package import FleetSyntax
package import FleetValues

/// A warning that is accepted on purpose.
package struct WaiverSpec: Record {
  package var code: Located<Text>
  package var at: [Located<Text>]
  package var reason: Located<Text>
  package var until: Located<CalendarDate>?
  package var span: SourceSpan

  private static let code = Field(
    "code", .text, .required, doc: "A code or a name, such as `single-point-of-failure`.")
  private static let at = Field(
    "at", FieldType<[Located<Text>]>.oneOrMore(of: .text), .defaulted("anywhere"),
    doc: "An element or a name; a list is one finding about several.")
  private static let reason = Field("reason", .text, .required, doc: "Why it is accepted.")
  private static let until = Field("until", .date, doc: "When it must be looked at again.")

  package static let shape = RecordShape(
    "a waiver", [code.declaration, at.declaration, reason.declaration, until.declaration])

  package init?(reading record: inout RecordReader) {
    let code = record.required(Self.code)
    at = record.optional(Self.at)?.value ?? []
    let reason = record.required(Self.reason)
    until = record.optional(Self.until)
    span = record.span
    guard let code, let reason else { return nil }
    self.code = code
    self.reason = reason
  }
}
