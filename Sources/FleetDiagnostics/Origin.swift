/// Where a part of the plan comes from in the spec: the span of the thing
/// itself and of each of its fields, by name.
///
/// It travels with plan values as opaque provenance: nobody after `lower` reads
/// source text, but every written line can say which lines of the spec fed it.
package struct Origin: Sendable, Hashable {
  /// The thing itself, or whatever it is there for; none for what the compiler made
  /// by itself.
  package private(set) var subjects: [SourceSpan]
  private var fields: [String: [SourceSpan]] = [:]

  package init(_ subject: SourceSpan?, fields: [String: SourceSpan] = [:]) {
    subjects = subject.map { [$0] } ?? []
    self.fields = fields.mapValues { [$0] }
  }

  /// The spans behind a field; those of the thing itself where the field was
  /// not written, since a default belongs to what it completes.
  package func spans(of field: String) -> [SourceSpan] {
    fields[field] ?? subjects
  }

  /// The same fields of a thing that is there because of other places.
  package consuming func existing(because places: [SourceSpan]) -> Origin {
    if !places.isEmpty { subjects = places }
    return self
  }

  /// Adds a field that is computed from others of this origin.
  package consuming func deriving(_ field: String, from sources: String...) -> Origin {
    let spans = sources.flatMap(spans(of:))
    return deriving(field, from: spans)
  }

  /// Adds a field that is computed from places elsewhere. Where there are none it
  /// is a default, and belongs to the thing itself.
  package consuming func deriving(_ field: String, from spans: [SourceSpan]) -> Origin {
    if spans.isEmpty { return self }
    fields[field] = Set(spans + (fields[field] ?? [])).sorted()
    return self
  }
}
