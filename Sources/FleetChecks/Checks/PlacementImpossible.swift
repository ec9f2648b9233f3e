import FleetCatalog
import FleetCluster
import FleetDiagnostics
import FleetSpec
import FleetValues

struct PlacementImpossible: Check {
  static let descriptor = DiagnosticDescriptor(
    code: "F0408", name: "placement-impossible", severity: .error,
    explanation: """
      A deployment asks for a placement that its model or its devices do not have:
      more layers on the host than there are, experts of a dense model, or a split
      of another length than its devices, or of another engine than llama.cpp.

      ```yaml fails base=box
      nodes: {box: {address: 192.168.1.10, memory: 16 GB, accelerators: rtx-3050-8gb}}
      deployments: {llama-box: {model: llama, engine: llama.cpp, cpu: {layers: 29}}}
      ```

      ```yaml passes base=box
      nodes: {box: {address: 192.168.1.10, memory: 16 GB, accelerators: rtx-3050-8gb}}
      deployments: {llama-box: {model: llama, engine: llama.cpp, cpu: {layers: 20}}}
      ```
      """)

  func diagnostics(for cluster: AssessedCluster) -> [Diagnostic] {
    cluster.resolved.deployments.flatMap { deployment in
      [tooManyLayers(deployment), expertsOfDense(deployment), wrongSplit(deployment)]
        .compactMap { $0 }
    }
  }

  private func tooManyLayers(_ deployment: ResolvedDeployment) -> Diagnostic? {
    let layers = deployment.model.architecture.layers
    guard Int64(deployment.hostLayers.value) > layers, let span = deployment.hostLayers.span else {
      return nil
    }
    return Diagnostic(
      Self.descriptor,
      "'\(deployment.name.value)' keeps \(deployment.hostLayers.value) layers on the host, and "
        + "'\(deployment.model.name.value)' has \(layers)",
      at: span, help: ["write `cpu: all` to keep everything on the host"])
  }

  private func expertsOfDense(_ deployment: ResolvedDeployment) -> Diagnostic? {
    guard deployment.hostExperts.value != nil, let span = deployment.hostExperts.span,
      deployment.model.architecture.experts == nil
    else { return nil }
    return Diagnostic(
      Self.descriptor,
      "'\(deployment.name.value)' keeps experts on the host, and '\(deployment.model.name.value)' "
        + "is dense",
      at: span, help: ["write `cpu: {layers: N}` to keep whole layers there"])
  }

  private func wrongSplit(_ deployment: ResolvedDeployment) -> Diagnostic? {
    guard let split = deployment.split else { return nil }
    let count = deployment.devices.count
    if deployment.engine.value != .llamaCpp {
      return Diagnostic(
        Self.descriptor,
        "`split` of '\(deployment.name.value)' is llama.cpp's, not "
          + "\(deployment.engine.value.rawValue)'s",
        at: split.span, help: ["leave `split` out"])
    }
    guard split.value.count != count || split.value.allSatisfy({ $0 == 0 }) else { return nil }
    return Diagnostic(
      Self.descriptor,
      "`split` of '\(deployment.name.value)' has \(split.value.count) shares for \(count) devices",
      at: split.span, help: ["give each of its devices a share"])
  }
}
