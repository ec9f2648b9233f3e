/// How a checkpoint stores its weights for engines that read safetensors.
///
/// Lookup table, head, norms, biases and routers stay in 16 bits; what is left,
/// or the experts alone, takes the format's width with its scales.
package enum WeightFormat: String, CaseIterable, Sendable {
  case bf16
  case fp16
  /// One scale of four bytes for each block of 128 by 128.
  case fp8
  /// Four bits, with a scale and a zero point for each group of 128.
  case awq
  case gptq
  /// Experts alone: blocks of 32 with one byte of scale.
  case mxfp4
  /// Blocks of 16 with one byte of scale.
  case nvfp4

  /// By the name people write, in any case; `f16` is what llama.cpp calls fp16.
  package init?(named name: String) {
    let name = name.lowercased()
    self.init(rawValue: name == "f16" ? "fp16" : name)
  }

  /// Bytes of so many weights.
  struct Width: Hashable {
    var bytes: Int64
    var weights: Int64
    static let sixteenBits = Width(bytes: 2, weights: 1)
  }

  /// Of the matrices between lookup table and head.
  var linear: Width { self == .mxfp4 ? .sixteenBits : experts }

  var experts: Width {
    switch self {
    case .bf16, .fp16: .sixteenBits
    case .fp8: Width(bytes: 4097, weights: 4096)
    case .awq, .gptq: Width(bytes: 133, weights: 256)
    case .mxfp4: Width(bytes: 17, weights: 32)
    case .nvfp4: Width(bytes: 9, weights: 16)
    }
  }

  /// What loading makes of the file, in thousandths, expected and at most.
  /// Kernels for MXFP4 lay weights out anew (logs: 1.06 Triton, 1.086 Marlin);
  /// others add rotary tables and padding.
  var loading: (expected: Int64, upper: Int64) {
    self == .mxfp4 ? (1060, 1086) : (1000, 1025)
  }
}
