package import FleetDiagnostics

/// A value that the spec wrote or fleetc filled in, and which of the two.
package struct Setting<Value: Sendable>: Sendable {
  package enum Source: Sendable, Hashable {
    case written(SourceSpan)
    /// Why this is the value where nobody wrote one, as a phrase.
    case assumed(String)
  }

  package var value: Value
  package var source: Source

  package init(_ written: Located<Value>) {
    value = written.value
    source = .written(written.span)
  }

  package init(_ value: Value, because reason: String) {
    self.value = value
    source = .assumed(reason)
  }

  /// What was written, or else a default and its reason.
  package init(_ written: Located<Value>?, or value: Value, because reason: String) {
    self = written.map(Setting.init) ?? Setting(value, because: reason)
  }

  package func map<Result>(_ transform: (Value) -> Result) -> Setting<Result> {
    switch source {
    case .written(let span): Setting<Result>(Located(transform(value), at: span))
    case .assumed(let reason): Setting<Result>(transform(value), because: reason)
    }
  }

  /// The place of a written value.
  package var span: SourceSpan? {
    if case .written(let span) = source { span } else { nil }
  }
}
