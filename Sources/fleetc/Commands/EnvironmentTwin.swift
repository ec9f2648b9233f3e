import ArgumentParser

/// A variable of the environment that stands for a flag, as people set in CI.
enum EnvironmentTwin {
  /// Its value, nil where it is unset. What the flag would refuse is refused here
  /// as well: a misspelt value that does nothing looks like one that works.
  static func choice<Choice>(_ name: String) throws -> Choice?
  where Choice: RawRepresentable<String> & CaseIterable {
    guard let value = Console.variable(name) else { return nil }
    if let choice = Choice(rawValue: value) { return choice }
    let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    throw ValidationError("the value '\(value)' of \(name) is none of \(known)")
  }
}
