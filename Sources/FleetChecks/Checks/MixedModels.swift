import FleetCluster
import FleetDiagnostics
import FleetValues

struct MixedModels: Check {
  static let descriptor = DiagnosticDescriptor(
    code: "F0412", name: "mixed-models", severity: .error,
    explanation: """
      The targets of one rank share the requests, so they must serve one model:
      otherwise each request meets a random one.

      ```yaml fails base=box
      models:
        llama: {architecture: llama-3.2-3b, quantization: Q4_K_M, ollama: "llama3.2:3b"}
        other: {architecture: qwen2.5-7b, quantization: Q4_K_M, ollama: "qwen2.5:7b"}
      deployments:
        llama-box: {model: llama, engine: ollama, context: 8k}
        other-box: {model: other, engine: llama.cpp, context: 4k}
      routes: {chat: {targets: [[llama-box, other-box]]}}
      ```

      Targets of different ranks follow each other:

      ```yaml passes base=box
      models:
        llama: {architecture: llama-3.2-3b, quantization: Q4_K_M, ollama: "llama3.2:3b"}
        other: {architecture: qwen2.5-7b, quantization: Q4_K_M, ollama: "qwen2.5:7b"}
      deployments:
        llama-box: {model: llama, engine: ollama, context: 8k}
        other-box: {model: other, engine: llama.cpp, context: 4k}
      routes: {chat: {targets: [llama-box, other-box]}}
      ```
      """)

  func diagnostics(for cluster: AssessedCluster) -> [Diagnostic] {
    cluster.resolved.routes.flatMap { route in
      route.ranks.compactMap { rank -> Diagnostic? in
        let models = rank.map { cluster.resolved.deployment($0.value)?.model.name.value }
        guard let first = models.first ?? nil,
          let place = models.firstIndex(where: { $0 != nil && $0 != first }),
          let other = models[place]
        else { return nil }
        return Diagnostic(
          Self.descriptor,
          "'\(rank[place].value)' serves '\(other)' and '\(rank[0].value)' serves '\(first)', in "
            + "one rank of route '\(route.name.value)'",
          at: rank[place].span, notes: [.init("the rank begins here", at: rank[0].span)],
          help: ["take it out of the inner list: targets of different ranks follow each other"])
      }
    }
  }
}
