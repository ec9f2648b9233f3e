import FleetDiagnostics
import FleetValues

/// What can be wrong with a name in a template.
enum TemplateNames {
  static let unknownHole = DiagnosticDescriptor(
    code: "F0501", name: "unknown-hole", severity: .error,
    explanation: """
      A template asks for a name that its view does not have. Mustache would write
      nothing there; fleetc refuses, even where the section around it is never taken.
      The first comment of each built-in template lists its names.

      ```yaml fails
      --- templates/sysctl/60-fleetc.conf
      {{#settings}}
      {{key}} = {{valeu}}
      {{/settings}}
      ```

      ```yaml passes
      --- templates/sysctl/60-fleetc.conf
      {{#settings}}
      {{key}} = {{value}}
      {{/settings}}
      ```
      """)

  static let ambiguousHole = DiagnosticDescriptor(
    code: "F0503", name: "ambiguous-hole", severity: .error,
    explanation: """
      A name is declared by two of the sections around it. Mustache would take the
      inner one, or the outer where the inner is absent: the node's `port` for the
      service's, without a word. Use the name where one section alone declares it.

      ```yaml fails
      --- templates/systemd/fleetc-engine.service
      [Service]
      {{#gpu}}
      Environment=GPU={{name}}
      {{/gpu}}
      ```

      Here the engine and its GPU both have a `name`:

      ```yaml passes
      --- templates/systemd/fleetc-engine.service
      [Service]
      Environment=ENGINE={{name}}
      {{#gpu}}
      Environment=GPU={{device}}
      {{/gpu}}
      ```
      """)

  static let mismatch = DiagnosticDescriptor(
    code: "F0504", name: "hole-mismatch", severity: .error,
    explanation: """
      A name is used as something that it is not: a section over a value that is
      always there, a hole for a list, or braces that do not fit. `{{name}}` is for
      plain values and text, `{{{name}}}` for what fleetc itself has printed, and
      `{{#name}}` for flags, lists and parts that may be absent.

      ```yaml fails
      --- templates/sysctl/60-fleetc.conf
      {{settings}}
      ```

      ```yaml passes
      --- templates/sysctl/60-fleetc.conf
      {{#settings}}
      {{key}} = {{value}}
      {{/settings}}
      ```
      """)

  static let badPartial = DiagnosticDescriptor(
    code: "F0506", name: "bad-partial", severity: .error,
    explanation: """
      `{{> path}}` names no template, one of another format, or one that includes
      itself. A partial is a template by its whole path; a format is judged by its
      own rules, so a shell text has no place in a unit.

      ```yaml fails
      --- templates/sysctl/60-fleetc.conf
      {{> sysctl/common.conf}}
      ```

      ```yaml passes
      --- templates/sysctl/60-fleetc.conf
      {{#settings}}
      {{key}} = {{value}}
      {{/settings}}
      ```
      """)

  static func unknown(_ tag: TemplateTag, in scopes: [TemplateShape]) -> Diagnostic {
    let names = scopes.reversed().flatMap { $0.fields.map(\.name) }
    let near = nearestName(to: tag.name, in: names)
    let fix = near.map { FixIt("write '\($0)'", .maybe, replace: tag.span, with: $0) }
    let list = names.map { "'\($0)'" }.joined(separator: ", ")
    return Diagnostic(
      unknownHole, "there is no '\(tag.name)' here", at: tag.span,
      help: fix == nil ? ["use one of \(list)"] : [], fixes: fix.map { [$0] } ?? [])
  }

  static func ambiguity(of tag: TemplateTag, among shapes: [TemplateShape]) -> Diagnostic {
    Diagnostic(
      ambiguousHole,
      "'\(tag.name)' is declared by \(shapes.count) of the sections around it", at: tag.span)
  }

  /// What is wrong with using a name in this kind of tag.
  static func problem(with tag: TemplateTag, of kind: TemplateShape.Kind) -> Diagnostic? {
    let phrase: String? =
      switch (tag.kind, kind) {
      case (.hole, .plain), (.hole, .text), (.trustedHole, .trusted): nil
      case (.section, .flag), (.section, .list), (.section, .optional): nil
      case (.inverted, .flag), (.inverted, .list), (.inverted, .optional): nil
      case (.hole, .trusted): "is printed by fleetc and wants '{{{\(tag.name)}}}'"
      case (.trustedHole, .plain), (.trustedHole, .text):
        "is not printed by fleetc, so it wants '{{\(tag.name)}}'"
      case (.hole, _), (.trustedHole, _): "is a \(kind.word) and wants '{{#\(tag.name)}}'"
      default: "is a \(kind.word) value, always there, and no section"
      }
    return phrase.map { Diagnostic(mismatch, "'\(tag.name)' \($0)", at: tag.span) }
  }
}
