import FleetCluster
import FleetDiagnostics
import FleetValues

struct PlacementNotSupported: Check {
  static let descriptor = DiagnosticDescriptor(
    code: "F0409", name: "placement-not-supported", severity: .error,
    explanation: """
      The engine has no way to place a part where the deployment wants it: Ollama
      keeps whole layers on the host (`num_gpu`), but neither experts nor the KV
      cache alone.

      ```yaml fails base=box
      nodes: {box: {address: 192.168.1.10, memory: 16 GB, accelerators: rtx-3050-8gb}}
      deployments: {llama-box: {model: llama, engine: ollama, cpu: {kv: true}}}
      ```

      ```yaml passes base=box
      nodes: {box: {address: 192.168.1.10, memory: 16 GB, accelerators: rtx-3050-8gb}}
      deployments: {llama-box: {model: llama, engine: llama.cpp, cpu: {kv: true}}}
      ```
      """)

  func diagnostics(for cluster: AssessedCluster) -> [Diagnostic] {
    cluster.resolved.deployments.flatMap { deployment -> [Diagnostic] in
      guard deployment.engine.value == .ollama else { return [] }
      let parts: [(String, SourceSpan?)] = [
        ("experts", deployment.hostExperts.value == nil ? nil : deployment.hostExperts.span),
        ("the KV cache", deployment.hostCache.value ? deployment.hostCache.span : nil),
      ]
      return parts.compactMap { part, span in
        span.map {
          Diagnostic(
            Self.descriptor, "Ollama cannot keep \(part) of '\(deployment.name.value)' on the host",
            at: $0, help: ["write `cpu: {layers: N}`, or take `engine: llama.cpp`"])
        }
      }
    }
  }
}
