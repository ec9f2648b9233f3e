package import FleetDiagnostics
import FleetSyntax
package import FleetValues

/// Versions by program.
package typealias VersionSettings = [(key: Located<String>, value: Located<EngineVersion>)]

extension FieldType where Value == VersionSettings {
  static let versions = settings("a mapping of versions by program", of: .version)
}

extension FieldType where Value == Text {
  /// The fleet's name: it follows the rule of names, and names nothing else.
  static let name = FieldType.scalar(
    "a name: \(NameRule.name.description)", .reference("cluster")
  ) { text in
    guard NameRule.name.accepts(text), let plain = Plain(text) else {
      return .wrong(meant: NameRule.name.suggestion(for: text))
    }
    return .value(Text(plain))
  }
}
