/// Why a configuration does not describe an architecture.
package struct ArchitectureProblem: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    case missing
    case notAnObject
    case notText
    case notABoolean
    case notAWholeNumber
    case negative
    case zero
    case tooLarge(limit: Int64)
    /// The other key's number is no multiple of this one's.
    case doesNotDivide(String)
    case exceeds(String)
  }

  /// The key as the configuration spells it; empty for the whole of it.
  package var key: String
  package var reason: Reason

  package init(key: String, reason: Reason) {
    self.key = key
    self.reason = reason
  }
}

extension ArchitectureProblem: CustomStringConvertible {
  package var description: String {
    switch reason {
    case .missing: "`\(key)` is missing"
    case .notAnObject: key.isEmpty ? "a configuration is an object" : "`\(key)` must be an object"
    case .notText: "`\(key)` must be a text"
    case .notABoolean: "`\(key)` must be true or false"
    case .notAWholeNumber: "`\(key)` must be a whole number"
    case .negative: "`\(key)` must not be negative"
    case .zero: "`\(key)` must be at least 1"
    case .tooLarge(let limit): "`\(key)` must be at most \(limit)"
    case .doesNotDivide(let other): "`\(key)` does not divide `\(other)`"
    case .exceeds(let other): "`\(key)` must be at most `\(other)`"
    }
  }
}
