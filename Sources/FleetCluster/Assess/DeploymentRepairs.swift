import FleetDiagnostics
package import FleetMemory
import FleetSpec
import FleetValues

/// What would let one deployment run where it is, by itself: one change of one
/// setting each, the one that moves least first.
package struct DeploymentRepairs {
  private let deployment: ResolvedDeployment
  private let node: ResolvedNode

  package init(of deployment: ResolvedDeployment, on node: ResolvedNode) {
    self.deployment = deployment
    self.node = node
  }

  package var smallest: [MemoryRepair] {
    LlamaRepairs(of: EngineMemory.inputs(deployment, on: node), passes: passes).smallest
      .filter { isTaken($0.change) }
  }

  /// At most, so that the answer is not the next finding.
  private func passes(_ process: ProcessMemory) -> Bool {
    let cards = node.accelerators.filter { deployment.devices.contains($0.index) }
    let fits = zip(cards, process.devices).allSatisfy { card, ledger in
      ledger.upper <= deployment.budget?.value.of(card.memory.value) ?? card.cap
    }
    return fits && process.isComplete
      && process.host.upper <= node.memory.value - node.reservedMemory.value
  }

  /// Ollama has three types of KV cache, and no word for a part of the experts.
  private func isTaken(_ change: MemoryRepair.Change) -> Bool {
    guard deployment.engine.value == .ollama else { return true }
    switch change {
    case .cacheType(let type): return [.f16, .q8_0, .q4_0].contains(type)
    case .hostExperts: return false
    case .totalContext, .fileType, .hostLayers: return true
    }
  }
}
