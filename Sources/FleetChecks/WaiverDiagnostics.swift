import FleetDiagnostics

/// What can be wrong with a waiver itself.
extension Waivers {
  static let notAllowable = DiagnosticDescriptor(
    code: "F0209", name: "not-allowable", severity: .error,
    explanation: """
      A waiver names a finding that is an error. Only warnings can be accepted on
      purpose.

      ```yaml fails base=box
      allow: [{code: port-collision, reason: it has always worked}]
      ```

      ```yaml passes base=box
      allow: [{code: single-point-of-failure, at: node:box, reason: one box is enough}]
      ```
      """)

  static let unusedWaiver = DiagnosticDescriptor(
    code: "F0210", name: "unused-waiver", severity: .warning,
    explanation: """
      A waiver allows a warning that nothing reports. It would silently accept the
      next one.

      ```yaml fails base=box
      allow: [{code: memory-tight, reason: it has always worked}]
      ```

      ```yaml passes base=box
      nodes: {box: {address: 192.168.1.10, memory: 16 GB, accelerators: rtx-3050-8gb}}
      deployments: {llama-box: {model: llama, engine: llama.cpp, context: 40k}}
      allow: [{code: memory-tight, at: gpu:box/0, reason: measured}]
      ```
      """)

  static let expiredWaiver = DiagnosticDescriptor(
    code: "F0211", name: "expired-waiver", severity: .warning,
    explanation: """
      A waiver's date has passed: what it accepted must be looked at again, and is
      reported again until then.

      ```yaml fails base=box
      allow: [{code: single-point-of-failure, reason: one box is enough, until: 2020-01-01}]
      ```

      ```yaml passes base=box
      allow: [{code: single-point-of-failure, reason: one box is enough, until: 2999-01-01}]
      ```
      """)
}

/// Findings of the language that no check reports yet. Waivers of the warnings are
/// kept without a word, so that a spec need not change when the check comes.
enum FutureFindings {
  static let warnings = [
    "unknown-version", "unpinned-model", "unpinned-image", "reserved-port",
    "no-catch-all", "single-point-of-failure", "double-point-of-failure",
    "unused-rescue", "late-alert", "unit-decides",
  ]

  static let errors = [
    "nothing-to-remove", "unknown-flag", "claim-contradicts-model", "unknown-series",
    "tensor-split-impossible", "service-cannot-run",
    "cross-node-tensor-parallel", "runtime-too-old", "task-mismatch",
    "target-too-small", "target-not-running",
    "route-cycle", "router-too-small", "scenario-fails", "absent-node-needed",
    "control-plane-lost", "detection-too-slow", "timeout-too-short", "queue-too-small",
    "overload", "cascade", "alternate-does-not-fit", "budget-missing",
    "long-context-without-flash-attention", "lock-stale",
  ]
}
