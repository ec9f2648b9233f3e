import FleetCluster
import FleetDiagnostics
import FleetValues

struct EngineCannotDrive: Check {
  static let descriptor = DiagnosticDescriptor(
    code: "F0401", name: "engine-cannot-drive", severity: .error,
    explanation: """
      The engine has no backend for a card that the deployment names: it would
      run on the processor instead, without a word.

      ```yaml fails base=box
      nodes:
        box:
          address: 192.168.1.10
          memory: 16 GB
          accelerators: [{type: npu, memory: 8 GiB, kind: npu, backend: opencl}]
      ```

      ```yaml passes base=box
      nodes:
        box:
          address: 192.168.1.10
          memory: 16 GB
          accelerators: [{type: npu, memory: 8 GiB, kind: npu, backend: opencl}]
      deployments: {llama-box: {model: llama, engine: ollama, cpu: all}}
      ```
      """)

  func diagnostics(for cluster: AssessedCluster) -> [Diagnostic] {
    cluster.resolved.deployments.compactMap { deployment in
      guard !deployment.devices.isEmpty, deployment.backend == nil,
        let node = cluster.resolved.node(deployment.node)
      else { return nil }
      let cards = node.accelerators.filter { deployment.devices.contains($0.index) }
      let names = cards.map { "'\($0.type.value)'" }.joined(separator: ", ")
      return Diagnostic(
        Self.descriptor,
        "\(deployment.engine.value.rawValue) cannot drive \(names) of node '\(deployment.node)'",
        at: deployment.engine.span,
        notes: cards.map { card in
          let backends = card.backends.map(\.rawValue).joined(separator: ", ")
          return .init(
            "the card is driven by \(backends.isEmpty ? "no backend" : backends)",
            at: card.type.span)
        },
        help: ["write `cpu: all` to run on the host on purpose"])
    }
  }
}
