/// The kind of file that an engine takes weights from. It decides which
/// quantizations the engine can run: a mix such as `Q4_K_M` exists in GGUF alone.
package enum WeightContainer: String, CaseIterable, Sendable {
  case gguf, safetensors
}
