import FleetDiagnostics

/// Judges the pair of what a hole holds and where it stands.
enum SlotRule {
  static let unsafeHole = DiagnosticDescriptor(
    code: "F0505", name: "unsafe-hole", severity: .error,
    explanation: """
      A hole holds text that a person wrote, and stands where no way of writing it
      is safe. Text may stand as a whole word of `args=( … )` or `set -- …` in a
      script, as a whole argument of an `Exec…` line, right after `NAME=` in an
      `Environment=` line or an environment file, and between the double quotes of
      an nginx directive that evaluates no variables. Nor may any hole follow a
      character that gives its neighbour another meaning, such as `$` or a backslash.

      ```yaml fails
      --- templates/systemd/fleetc-engine.service
      [Unit]
      Description={{about}}
      ```

      ```yaml passes
      --- templates/systemd/fleetc-engine.service
      [Unit]
      Description={{name}}
      [Service]
      Environment=ABOUT={{about}}
      ```
      """)

  static func diagnostics(for hole: Template.Hole) -> [Diagnostic] {
    let name = hole.field.name
    switch hole.slot {
    case .forbidden(let place):
      return [Diagnostic(unsafeHole, "'\(name)' stands \(place)", at: hole.span)]
    case let slot where hole.kind == .text && !slot.carriesText:
      return [
        Diagnostic(
          unsafeHole, "'\(name)' is free text, which is not safe in \(slot.place)",
          at: hole.span)
      ]
    default: return []
    }
  }
}
