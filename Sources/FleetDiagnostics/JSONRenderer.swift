import FleetJSON

/// The `fleetc/diagnostics.v1` document. Lines and columns count from 1,
/// columns in characters, bytes from 0.
package struct JSONRenderer: Sendable {
  package init() {}

  package func render(_ diagnostics: [Diagnostic], in sources: SourceMap) -> String {
    var places = PlaceFinder(sources)
    let ordered = diagnostics.inReportOrder()
    let errors = ordered.count(where: \.isError)
    return JSONWriter.text(of: [
      "schema": "fleetc/diagnostics.v1",
      "diagnostics": .array(ordered.map { Self.value(of: $0, &places) }),
      "summary": ["errors": .integer(errors), "warnings": .integer(ordered.count - errors)],
    ])
  }

  private static func value(of diagnostic: Diagnostic, _ places: inout PlaceFinder) -> JSONValue {
    let descriptor = diagnostic.descriptor
    return [
      "code": .string(descriptor.code),
      "name": .string(descriptor.name),
      "severity": .string(descriptor.severity.rawValue),
      "message": .string(diagnostic.message),
      "span": value(of: diagnostic.span, &places),
      "notes": .array(diagnostic.notes.map { value(of: $0, &places) }),
      "help": .array(diagnostic.help.map(JSONValue.string)),
      "fixes": .array(diagnostic.fixes.map { value(of: $0, &places) }),
    ]
  }

  private static func value(of note: Diagnostic.Note, _ places: inout PlaceFinder) -> JSONValue {
    let span = note.span.map { value(of: $0, &places) } ?? .null
    return ["message": .string(note.message), "span": span]
  }

  private static func value(of fix: FixIt, _ places: inout PlaceFinder) -> JSONValue {
    [
      "title": .string(fix.title),
      "applicability": .string(fix.applicability.rawValue),
      "edits": .array(
        fix.edits.map { ["span": value(of: $0.span, &places), "text": .string($0.text)] }),
    ]
  }

  private static func value(of span: SourceSpan, _ places: inout PlaceFinder) -> JSONValue {
    func point(_ offset: Int32, _ places: inout PlaceFinder) -> JSONValue {
      let position = places.position(offset, in: span.file)
      return [
        "line": .integer(position.line), "column": .integer(position.column),
        "byte": .integer(Int(offset)),
      ]
    }
    return [
      "file": .string(places.path(of: span.file)),
      "start": point(span.start, &places),
      "end": point(span.end, &places),
    ]
  }
}
