import FleetCluster
import FleetDiagnostics
import FleetSpec
import FleetValues

struct CacheNeedsFlashAttention: Check {
  static let descriptor = DiagnosticDescriptor(
    code: "F0706", name: "cache-needs-flash-attention", severity: .error,
    explanation: """
      A quantised V cache is only read by flash attention: llama.cpp refuses to
      start without it (src/llama-context.cpp).

      ```yaml fails base=box
      deployments: {llama-box: {model: llama, engine: ollama, kv: q8_0, flash_attention: false}}
      ```

      ```yaml passes base=box
      deployments: {llama-box: {model: llama, engine: ollama, kv: q8_0}}
      ```
      """)

  func diagnostics(for cluster: AssessedCluster) -> [Diagnostic] {
    cluster.resolved.deployments.compactMap { deployment in
      guard deployment.kv.value.needsFlashAttention, !deployment.flashAttention.value else {
        return nil
      }
      let off = deployment.flashAttention.span
      return Diagnostic(
        Self.descriptor,
        "'\(deployment.name.value)' has a \(deployment.kv.value.v.rawValue) V cache and no flash "
          + "attention",
        at: deployment.kv.span ?? deployment.name.span,
        notes: off.map { [.init("flash attention is switched off here", at: $0)] } ?? [],
        help: ["write `kv: f16`, or leave flash attention on"])
    }
  }
}
