extension MemoryTermName {
  /// As people read it: the driver's context is not the one that is counted in
  /// tokens.
  package var label: String {
    switch self {
    case .cache: "KV cache"
    case .context: "driver context"
    default: rawValue.replacing("_", with: " ")
    }
  }
}
