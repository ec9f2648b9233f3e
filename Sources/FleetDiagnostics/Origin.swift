/// Where a part of the plan comes from in the spec: the span of the thing
/// itself and of each of its fields, by name.
///
/// It travels with plan values as opaque provenance: nobody after `lower` reads
/// source text, but every written line can say which lines of the spec fed it.
package struct Origin: Sendable, Hashable {
  /// The thing itself, or nil for what the compiler made by itself.
  package private(set) var subject: SourceSpan?
  private var fields: [String: [SourceSpan]] = [:]

  package init(_ subject: SourceSpan?, fields: [String: SourceSpan] = [:]) {
    self.subject = subject
    self.fields = fields.mapValues { [$0] }
  }

  /// The same fields of a thing that stands elsewhere: at its name.
  package func at(_ subject: SourceSpan) -> Origin {
    var copy = self
    copy.subject = subject
    return copy
  }

  /// The spans behind a field; those of the thing itself where the field was
  /// not written, since a default belongs to what it completes.
  package func spans(of field: String) -> [SourceSpan] {
    fields[field] ?? subject.map { [$0] } ?? []
  }

  /// Adds a field that is computed from others of this origin.
  package func deriving(_ field: String, from sources: String...) -> Origin {
    deriving(field, from: sources.flatMap(spans(of:)))
  }

  /// Adds a field that is computed from places elsewhere. Where there are none it
  /// is a default, and belongs to the thing itself.
  package func deriving(_ field: String, from spans: [SourceSpan]) -> Origin {
    if spans.isEmpty { return self }
    var copy = self
    copy.fields[field] = Set(spans + (fields[field] ?? [])).sorted()
    return copy
  }
}
