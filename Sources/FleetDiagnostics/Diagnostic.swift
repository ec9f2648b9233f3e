/// One problem found in the sources.
package struct Diagnostic: Sendable {
  /// Another place that belongs to the problem, or a fact behind it.
  package struct Note: Sendable, Hashable {
    package var message: String
    package var span: SourceSpan?

    package init(_ message: String, at span: SourceSpan? = nil) {
      self.message = message
      self.span = span
    }
  }

  package var descriptor: DiagnosticDescriptor
  /// One phrase, lower case, without a full stop, with the user's own values.
  package var message: String
  package var span: SourceSpan
  package var notes: [Note]
  /// Ways out, each an imperative phrase.
  package var help: [String]
  package var fixes: [FixIt]
  /// What the finding is about, as a waiver's `at` names it: elements or names.
  package var subjects: [String]

  package init(
    _ descriptor: DiagnosticDescriptor, _ message: String, at span: SourceSpan,
    notes: [Note] = [], help: [String] = [], fixes: [FixIt] = [], subjects: [String] = []
  ) {
    self.descriptor = descriptor
    self.message = message
    self.span = span
    self.notes = notes
    self.help = help
    self.fixes = fixes
    self.subjects = subjects
  }

  package var isError: Bool { descriptor.severity == .error }
}

extension [Diagnostic] {
  package var hasErrors: Bool { contains(where: \.isError) }

  /// Keeps the first of those that say the same of the same place: what stands
  /// behind an alias is read as often as it is used.
  package mutating func removeRepetitions() {
    var seen: Set<[String]> = []
    removeAll { diagnostic in
      let span = diagnostic.span
      let key = [
        diagnostic.descriptor.code, diagnostic.message,
        "\(span.file.number):\(span.start):\(span.end)",
      ]
      return !seen.insert(key).inserted
    }
  }

  /// The order of every report: by place, then by code, then by message.
  package func inReportOrder() -> [Diagnostic] {
    sorted {
      if $0.span != $1.span { return $0.span < $1.span }
      return ($0.descriptor.code, $0.message) < ($1.descriptor.code, $1.message)
    }
  }
}
