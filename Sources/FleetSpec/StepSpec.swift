package import FleetDiagnostics
package import FleetSyntax
package import FleetValues

/// What happens to a request when no target of its route is live.
package struct StepSpec: Record {
  /// The status that a refused request is answered with.
  package var reject: Located<Int>
  package var retryAfter: Located<TimeSpan>?
  package var origin: Origin

  private static let reject = Field(
    "reject", .rejectStatus, .required, doc: "503 or 429, with `retry_after`.")
  private static let retryAfter = Field(
    "retry_after", .duration, .defaulted("30s"), doc: "When the client should ask again.")

  package static let shape = RecordShape(
    "a step",
    [
      .later("queue", doc: "The request waits there."),
      .later("fallback", doc: "That route's whole chain."),
      reject.declaration, retryAfter.declaration,
      .later("if", doc: "When the step is taken."),
    ])

  package init?(reading record: inout RecordReader) {
    // A step that comes later was already reported, and lacks nothing else.
    let isLater = Self.shape.fields.contains {
      ["queue", "fallback"].contains($0.name) && record.isWritten($0)
    }
    let reject = isLater ? record.optional(Self.reject) : record.required(Self.reject)
    retryAfter = record.optional(Self.retryAfter)
    origin = record.origin
    guard let reject else { return nil }
    self.reject = reject
  }
}

extension FieldType where Value == Int {
  fileprivate static let rejectStatus = FieldType.scalar("503 or 429", .keywords(["503", "429"])) {
    ["503": 503, "429": 429][$0].map(Parsed.value) ?? .wrong(meant: nil)
  }
}
