package import FleetDiagnostics
package import FleetValues

extension FieldType {
  /// The name of a thing that stands elsewhere in the file. Whether it exists is
  /// asked when names are resolved.
  package static func reference<Kind>() -> FieldType where Value == Name<Kind> {
    .scalar("the name of a \(Kind.noun)", .reference(Kind.noun)) { text in
      let rule = NameRule.rule(for: Kind.self)
      return rule.accepts(text)
        ? .value(Name(text)) : .wrong(meant: rule.suggestion(for: text))
    }
  }
}

extension NameRule {
  package static func rule<Kind: NameKind>(for kind: Kind.Type) -> NameRule {
    kind == ModelKind.self ? .model : .name
  }

  /// Reads the name that a key of a map gives to a thing.
  package static func read<Kind: NameKind>(
    _ key: Located<String>, as kind: Kind.Type, reserved: Set<String>,
    into diagnostics: inout [Diagnostic]
  ) -> Located<Name<Kind>>? {
    let rule = rule(for: kind)
    if let reason = refusal(of: key.value, rule, reserved) {
      let suggestion = rule.suggestion(for: key.value).flatMap {
        refusal(of: $0, rule, reserved) == nil ? $0 : nil
      }
      diagnostics.append(
        Diagnostic(
          FieldDiagnostics.badName, "\(Kind.noun) name '\(key.value)' \(reason)", at: key.span,
          fixes: suggestion.map {
            [FixIt("write `\($0)`", .maybe, replace: key.span, with: $0)]
          } ?? []))
      return nil
    }
    return key.map(Name.init)
  }

  private static func refusal(
    of text: String, _ rule: NameRule, _ reserved: Set<String>
  ) -> String? {
    if !rule.accepts(text) { return "must be \(rule.description)" }
    if reserved.contains(text.lowercased()) { return "is taken by fleetc itself" }
    if let meaning = YAML11.meaning(of: text) {
      return "is read as \(meaning) by other programs"
    }
    return nil
  }
}
