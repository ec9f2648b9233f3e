import FleetCluster
import FleetDiagnostics
import FleetMemory
import FleetValues

struct ModelExceedsMemory: Check {
  static let descriptor = DiagnosticDescriptor(
    code: "F0701", name: "model-exceeds-memory", severity: .error,
    explanation: """
      One deployment by itself needs more than its card, or its host, offers. The
      sum is what is expected, not the worst case: it cannot start.

      ```yaml fails base=box
      models: {llama: {architecture: llama-3.1-8b, quantization: F16, ollama: "llama3.1:8b"}}
      ```

      Take a smaller quantization, a shorter context, or a smaller model.

      ```yaml passes base=box
      models: {llama: {architecture: llama-3.1-8b, quantization: Q4_K_M, ollama: "llama3.1:8b"}}
      ```
      """)

  func diagnostics(for cluster: AssessedCluster) -> [Diagnostic] {
    let devices = cluster.ledger.devices.flatMap { ledger in
      ledger.shares.filter { $0.exceeds(ledger.cap) }.map { share in
        finding(
          share, "\(ledger.element)", ledger.cap, MemoryMessages.note(onCapOf: ledger),
          in: cluster.resolved)
      }
    }
    let hosts = cluster.ledger.hosts.flatMap { ledger in
      ledger.shares.filter { $0.exceeds(ledger.cap) }.map { share in
        finding(
          share, "the host '\(ledger.node.name.value)'", ledger.cap,
          MemoryMessages.note(onCapOf: ledger), in: cluster.resolved)
      }
    }
    return devices + hosts
  }

  private func finding(
    _ share: MemoryShare, _ place: String, _ cap: Bytes, _ note: Diagnostic.Note,
    in cluster: ResolvedCluster
  ) -> Diagnostic {
    let excess = share.lower - (share.budget ?? cap)
    let limit =
      share.budget.map { "its budget of \($0.bothDescriptions)" } ?? "the \(cap) it offers"
    return Diagnostic(
      Self.descriptor,
      "'\(share.name)' needs \(ByteRange(share.lower, share.upper)) of \(place), \(excess) more "
        + "than \(limit)",
      at: MemoryMessages.budgetSpan(of: share, in: cluster),
      notes: [note] + MemoryMessages.notes([share]),
      help: ["it is \(excess.bothDescriptions) too much: \(repairs(of: share, in: cluster))"],
      subjects: [share.name])
  }

  /// Alone there: beside others it may still be too much for a card.
  private func repairs(of share: MemoryShare, in cluster: ResolvedCluster) -> String {
    guard case .deployment(let name) = share.owner, let deployment = cluster.deployment(name),
      let node = cluster.node(deployment.node)
    else { return "move it, or another" }
    let settings = DeploymentRepairs(of: deployment, on: node).smallest.map {
      "`\($0.change.setting(parallel: Int64(deployment.parallel.value)))`"
    }
    guard let last = settings.last else {
      return "no single setting makes it fit: take a smaller model, or a larger card"
    }
    let others = settings.dropLast().joined(separator: ", ")
    return "by itself it fits with " + (others.isEmpty ? last : "\(others) or \(last)")
  }
}
