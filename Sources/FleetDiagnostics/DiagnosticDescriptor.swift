/// What a diagnostic code means. One per code, declared beside the code that
/// reports it, and never reused for another meaning.
package struct DiagnosticDescriptor: Sendable {
  package enum Severity: String, Sendable { case error, warning }

  /// The stable code, such as `F0402`. Scripts and waivers depend on it.
  package let code: String
  /// The same thing for people, such as `port-collision`: reads after "allow".
  package let name: String
  package let severity: Severity
  /// Markdown shown by `fleetc explain`. Its fenced blocks are tests: one marked
  /// `yaml fails` must report this code, one marked `yaml passes` must not. A
  /// block that names a base (`yaml fails base=box`) is laid over that spec.
  package let explanation: String

  package init(code: String, name: String, severity: Severity, explanation: String) {
    self.code = code
    self.name = name
    self.severity = severity
    self.explanation = explanation
  }

  /// The first sentence of the manual, for lists.
  package var summary: String {
    let paragraph = explanation.split(separator: "\n\n", maxSplits: 1).first ?? ""
    let line = paragraph.split(separator: "\n").joined(separator: " ")
    return line.firstRange(of: ". ").map { String(line[..<$0.lowerBound]) + "." } ?? line
  }
}
