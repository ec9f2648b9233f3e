/// Where a card's memory is.
package enum AcceleratorKind: String, CaseIterable, Sendable {
  /// On the card.
  case discrete
  /// A part of the node's memory, firmware carve-out included.
  case unified
  /// A neural processor: no engine here drives one.
  case npu
}

/// What an engine needs to drive a card.
package enum AcceleratorBackend: String, CaseIterable, Sendable {
  case cuda, rocm, vulkan, opencl, metal
}
