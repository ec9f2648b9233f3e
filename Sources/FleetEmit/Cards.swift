import FleetDiagnostics
import FleetFormats
import FleetValues

/// What drives an engine's cards, as the flags that templates know.
///
/// Each needs other devices: a unit allows them, a check opens them.
struct Cards: Sendable {
  var backend: AcceleratorBackend?
  /// The driver's numbers of them.
  var numbers: [Int]

  var hasAny: Bool { backend != nil }
  var isCUDA: Bool { backend == .cuda }
  var isROCm: Bool { backend == .rocm }
  /// Any driver with render nodes; Metal is not on these systems.
  var isVulkan: Bool { backend == .vulkan || backend == .opencl }
  /// What llama.cpp's build calls the backend: `GGML_…`.
  var buildOption: Plain? {
    switch backend {
    case .cuda: Plain("CUDA")
    case .rocm: Plain("HIP")
    case .vulkan: Plain("VULKAN")
    case .opencl: Plain("OPENCL")
    case .metal, nil: nil
    }
  }
  /// How many cards the driver must have for the last of them to be there.
  var needed: Plain { Plain((numbers.max() ?? -1) + 1) }
}

extension TemplateField {
  static func cuda(_ cards: @escaping @Sendable (Model) -> Cards) -> TemplateField {
    .flag("cuda") { cards($0).isCUDA }
  }

  static func rocm(_ cards: @escaping @Sendable (Model) -> Cards) -> TemplateField {
    .flag("rocm") { cards($0).isROCm }
  }

  static func vulkan(_ cards: @escaping @Sendable (Model) -> Cards) -> TemplateField {
    .flag("vulkan") { cards($0).isVulkan }
  }

  static func gpu(_ cards: @escaping @Sendable (Model) -> Cards) -> TemplateField {
    .flag("gpu") { cards($0).hasAny }
  }
}
