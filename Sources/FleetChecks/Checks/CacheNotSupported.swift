import FleetCluster
import FleetDiagnostics
import FleetSpec
import FleetValues

struct CacheNotSupported: Check {
  static let descriptor = DiagnosticDescriptor(
    code: "F0410", name: "cache-not-supported", severity: .error,
    explanation: """
      The engine has no such KV cache: Ollama has one type for keys and values
      (`OLLAMA_KV_CACHE_TYPE`), and knows f16, q8_0 and q4_0. It takes any other for
      f16, which needs more memory than was proved.

      ```yaml fails base=box
      deployments: {llama-box: {model: llama, engine: ollama, kv: {k: q8_0, v: q4_0}}}
      ```

      ```yaml passes base=box
      deployments: {llama-box: {model: llama, engine: ollama, kv: q8_0}}
      ```

      llama.cpp has them all, and a type each for keys and values.

      ```yaml passes base=box
      deployments: {llama-box: {model: llama, engine: llama.cpp, kv: {k: q8_0, v: q4_0}}}
      ```
      """)

  private static let ofOllama: [CacheType] = [.f16, .q8_0, .q4_0]

  func diagnostics(for cluster: AssessedCluster) -> [Diagnostic] {
    cluster.resolved.deployments.compactMap { deployment in
      guard deployment.engine.value == .ollama,
        let problem = Self.problem(with: deployment.kv.value)
      else { return nil }
      return Diagnostic(
        Self.descriptor, "Ollama has no \(problem), which '\(deployment.name.value)' wants",
        at: deployment.kv.span ?? deployment.name.span,
        help: ["write `kv: f16`, `q8_0` or `q4_0`, or take `engine: llama.cpp`"])
    }
  }

  private static func problem(with types: CacheTypes) -> String? {
    if types.k != types.v {
      return "KV cache of two types, \(types.k.rawValue) and \(types.v.rawValue)"
    }
    return ofOllama.contains(types.k) ? nil : "\(types.k.rawValue) KV cache"
  }
}
