import FleetCatalog
import FleetJSON
import FleetMemory
import FleetValues

/// One measured breakdown, and the inputs it was measured with.
struct LlamaRow: CustomStringConvertible {
  var description: String
  var inputs: LlamaInputs
  /// MiB per device.
  var weights: [Double]
  var cache: [Double]
  var compute: [Double]
  var hostWeights: Double
  var hostCache: Double
  var hostCompute: Double
  var devices: Int { weights.count }

  static func fullOffload() throws -> [LlamaRow] {
    let rows = try MemoryVectors.read("llama-fit").object?["full_offload"]?.array ?? []
    return try rows.map { row in
      var inputs = try base(row, context: "n_ctx", devices: 1)
      inputs.microBatch = Int64(row["n_ubatch"]?.integer ?? 0)
      inputs.batch = max(inputs.batch, inputs.microBatch)
      inputs.parallel = Int64(row["n_seq"]?.integer ?? 0)
      inputs.logitsRows = inputs.microBatch
      inputs.usesFlashAttention = row["flash_attn"]?.bool ?? true
      let type = CacheType(rawValue: row["kv"]?.string ?? "") ?? .f16
      (inputs.keyType, inputs.valueType) = (type, type)
      return LlamaRow(
        description: text(of: row), inputs: inputs, weights: [number(row, "gpu_model_mib")],
        cache: [number(row, "gpu_kv_mib")], compute: [number(row, "gpu_compute_mib")],
        hostWeights: number(row, "host_model_mib"), hostCache: 0,
        hostCompute: number(row, "host_compute_mib"))
    }
  }

  static func partial() throws -> [LlamaRow] {
    let rows = try MemoryVectors.read("llama-fit").object?["partial_and_split"]?.array ?? []
    return try rows.map { row in
      let actual = (row["actual"]?.array ?? []).map { $0.array ?? [] }
      let host = (row["host"]?.array ?? []).compactMap(\.number)
      var inputs = try base(row, context: "ctx", devices: actual.count)
      inputs.logitsRows = inputs.microBatch
      inputs.placement.gpuLayers = Int64(row["ngl"]?.integer ?? 0)
      inputs.placement.split = (row["split"]?.array ?? []).map { Int64($0.number ?? 0) }
      return LlamaRow(
        description: text(of: row), inputs: inputs, weights: actual.map { $0[0].number ?? -1 },
        cache: actual.map { $0[1].number ?? -1 }, compute: actual.map { $0[2].number ?? -1 },
        hostWeights: host[0], hostCache: host[1], hostCompute: host[2])
    }
  }

  /// The IQ4_XS files were made with an importance matrix.
  private static func base(
    _ row: JSONValue, context: String, devices: Int
  ) throws -> LlamaInputs {
    let name = row["ftype"]?.string ?? ""
    guard let type = FileType(named: name) else { throw MemoryVectors.MissingVector(name: name) }
    let device = MemoryDevice.other
    return LlamaInputs(
      architecture: try MemoryVectors.architecture(row["model"]?.string ?? ""),
      weights: .derived(type, hasImportanceMatrix: type == .iq4XS),
      totalContext: Int64(row[context]?.integer ?? 0),
      placement: LlamaPlacement(devices: Array(repeating: device, count: devices)))
  }

  private static func number(_ row: JSONValue, _ key: String) -> Double { row[key]?.number ?? -1 }

  private static func text(of row: JSONValue) -> String {
    let names = ["model", "ftype", "n_ctx", "ctx", "n_ubatch", "n_seq", "ngl", "kv"]
    let words = names.compactMap { name in
      row[name].map { $0.string ?? "\(name) \($0.integer ?? 0)" }
    }
    return words.joined(separator: " ") + (row["flash_attn"]?.bool == false ? " no FA" : "")
  }
}
