import FleetCluster
import FleetDiagnostics
import FleetValues

struct UnreachableStep: Check {
  static let descriptor = DiagnosticDescriptor(
    code: "F0413", name: "unreachable-step", severity: .error,
    explanation: """
      A step of `otherwise` stands behind one without `if`, which takes every
      request: it is never reached.

      ```yaml fails base=box
      routes: {chat: {targets: [llama-box], otherwise: [{reject: 503}, {reject: 429}]}}
      ```

      ```yaml passes base=box
      routes: {chat: {targets: [llama-box], otherwise: [{reject: 429}]}}
      ```
      """)

  func diagnostics(for cluster: AssessedCluster) -> [Diagnostic] {
    cluster.resolved.routes.flatMap { route in
      route.unreachableSteps.map { span in
        Diagnostic(
          Self.descriptor, "this step of route '\(route.name.value)' is never reached", at: span,
          notes: route.reject.origin.subjects.map {
            .init("this one, without `if`, takes every request", at: $0)
          },
          help: ["remove the step"])
      }
    }
  }
}
