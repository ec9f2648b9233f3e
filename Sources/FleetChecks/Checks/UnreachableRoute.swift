import FleetCluster
import FleetDiagnostics
import FleetValues

struct UnreachableRoute: Check {
  static let descriptor = DiagnosticDescriptor(
    code: "F0414", name: "unreachable-route", severity: .error,
    explanation: """
      A route's `when` can never be true, or an earlier route takes all that it
      would: two routes cannot both take whatever is left.

      ```yaml fails base=box
      routes:
        chat: {targets: [llama-box], when: always}
        other: {targets: [llama-box], when: always}
      ```

      ```yaml passes base=box
      routes:
        chat: {targets: [llama-box], when: always}
        other: {targets: [llama-box]}
      ```
      """)

  func diagnostics(for cluster: AssessedCluster) -> [Diagnostic] {
    let takers = cluster.resolved.routes.filter(\.isCatchAll)
    guard let first = takers.first else { return [] }
    return takers.dropFirst().map { route in
      Diagnostic(
        Self.descriptor,
        "route '\(route.name.value)' takes whatever is left, and '\(first.name.value)' took it",
        at: route.origin.spans(of: "when").first ?? route.name.span,
        notes: [
          .init(
            "'\(first.name.value)' takes it here",
            at: first.origin.spans(of: "when").first ?? first.name.span)
        ],
        help: ["leave `when: always` to one of them"])
    }
  }
}
