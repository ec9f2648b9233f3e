/// Where the parts of a model go.
///
/// llama.cpp counts the output head as the layer behind the last
/// (src/llama-model.cpp, `load_tensors`): `-ngl 1` moves the head alone.
package struct LlamaPlacement: Hashable, Sendable {
  package enum HostExperts: Hashable, Sendable {
    /// Those of the first so many layers, dense layers counted (`--n-cpu-moe`).
    case ofFirst(Int64)
    case all
  }

  /// In the order the engine sees them; none for a process on the host alone.
  package var devices: [MemoryDevice]
  /// Layers on the devices, the head among them; nil for all.
  package var gpuLayers: Int64?
  /// Share of the layers per device; equal where it is empty.
  package var split: [Int64]
  package var hostExperts: HostExperts
  /// The cache stays on the host (`--no-kv-offload`).
  package var keepsCacheOnHost: Bool

  package init(
    devices: [MemoryDevice], gpuLayers: Int64? = nil, split: [Int64] = [],
    hostExperts: HostExperts = .ofFirst(0), keepsCacheOnHost: Bool = false
  ) {
    self.devices = devices
    self.gpuLayers = gpuLayers
    self.split = split
    self.hostExperts = hostExperts
    self.keepsCacheOnHost = keepsCacheOnHost
  }
}
