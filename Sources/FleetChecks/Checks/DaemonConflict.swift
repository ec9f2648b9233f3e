import FleetCluster
import FleetDiagnostics
import FleetSpec
import FleetValues

struct DaemonConflict: Check {
  static let descriptor = DiagnosticDescriptor(
    code: "F0407", name: "daemon-conflict", severity: .error,
    explanation: """
      Ollama deployments of a node with the same devices share one daemon, and its
      environment is one for all of them: `kv`, `parallel`, `flash_attention`,
      `prompt_cache`, `environment` and `version` must agree, as must `listen` and
      `program`, and `context` where they serve the same model, which is loaded once.

      ```yaml fails base=box
      deployments:
        llama-box: {model: llama, engine: ollama, context: 8k}
        other-box: {model: llama, engine: ollama, context: 8k, kv: q8_0}
      ```

      A deployment with a port of its own has a daemon of its own.

      ```yaml passes base=box
      deployments:
        llama-box: {model: llama, engine: ollama, context: 8k}
        other-box: {model: llama, engine: ollama, context: 4k, kv: q8_0, port: 11500}
      ```
      """)

  func diagnostics(for cluster: AssessedCluster) -> [Diagnostic] {
    cluster.resolved.daemons.flatMap { daemon -> [Diagnostic] in
      let members = daemon.deployments.compactMap(cluster.resolved.deployment)
        .sorted { $0.name.span < $1.name.span }
      guard let first = members.first else { return [] }
      return members.dropFirst().flatMap { conflicts(of: $0, with: first) }
    }
  }

  private func conflicts(
    of deployment: ResolvedDeployment, with first: ResolvedDeployment
  ) -> [Diagnostic] {
    let process: [(String, isSame: Bool, span: SourceSpan?)] = [
      ("version", deployment.version.value == first.version.value, deployment.version.span),
      ("program", deployment.program.value == first.program.value, deployment.program.span),
      ("listen", deployment.listen.value == first.listen.value, deployment.listen.span),
    ]
    let fields: [(String, isSame: Bool, span: SourceSpan?)] = [
      ("kv", deployment.kv.value == first.kv.value, deployment.kv.span),
      ("parallel", deployment.parallel.value == first.parallel.value, deployment.parallel.span),
      (
        "flash_attention", deployment.flashAttention.value == first.flashAttention.value,
        deployment.flashAttention.span
      ),
      (
        "prompt_cache", deployment.promptCache.value == first.promptCache.value,
        deployment.promptCache.span
      ),
      (
        "environment", variables(deployment) == variables(first),
        deployment.environment.first?.key.span
      ),
      // One model of a daemon is loaded once.
      (
        "context",
        deployment.model.name.value != first.model.name.value
          || deployment.context.value == first.context.value, deployment.context.span
      ),
    ]
    return (fields + process).filter { !$0.isSame }.map { field, _, span in
      Diagnostic(
        Self.descriptor,
        "'\(deployment.name.value)' and '\(first.name.value)' share an Ollama daemon and differ in "
          + "`\(field)`",
        at: span ?? deployment.name.span,
        notes: [.init("'\(first.name.value)' stands here", at: first.name.span)],
        help: ["let them agree, or give one a `port` of its own"])
    }
  }

  private func variables(_ deployment: ResolvedDeployment) -> [String: Text] {
    Dictionary(deployment.environment.map { ($0.key.value, $0.value.value) }) { first, _ in first }
  }
}
