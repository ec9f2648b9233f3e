import FleetCluster
import FleetDiagnostics
import FleetValues

/// Which cards a process may see, in the words of its backend.
enum DeviceVariables {
  static func variables(
    _ deployment: ResolvedDeployment, on node: ResolvedNode
  ) -> [VariablePlan] {
    let numbers = cards(deployment, on: node).map(String.init).joined(separator: ",")
    switch deployment.backend {
    case .cuda:
      // Without an order the driver counts the fastest card first.
      return [
        variable("CUDA_DEVICE_ORDER", "PCI_BUS_ID"), variable("CUDA_VISIBLE_DEVICES", numbers),
      ]
    case .rocm: return [variable("ROCR_VISIBLE_DEVICES", numbers)]
    case .vulkan: return [variable("GGML_VK_VISIBLE_DEVICES", numbers)]
    case .opencl, .metal, nil: return []
    }
  }

  /// The driver's numbers of a deployment's cards.
  static func cards(_ deployment: ResolvedDeployment, on node: ResolvedNode) -> [Int] {
    node.accelerators.filter { deployment.devices.contains($0.index) }.map(\.device.value)
  }

  private static func variable(_ name: String, _ value: String) -> VariablePlan {
    VariablePlan(name: Plain(known: name), value: Text(Plain(known: value)), field: "devices")
  }
}
