import FleetCatalog
import FleetJSON
import FleetMemory
import FleetValues
import Testing

/// Buffers that llama.cpp printed on people's own machines and that were
/// published in issue threads: real drivers, not a simulated device.
@Suite struct PublishedLogTests {
  struct Log: CustomTestStringConvertible, Sendable {
    var name: String
    var model: JSONValue
    var type: FileType
    var context: Int64
    var step: Int64 = 512
    var layers: Int64
    var cache: CacheType = .f16
    var isUnified = false
    /// MiB, as printed; nil where the log does not say.
    var device: Double
    var host: Double?
    var cacheTotal: Double
    var testDescription: String { name }

    func process() throws -> ProcessMemory {
      var inputs = LlamaInputs(
        architecture: try Architecture(configuration: model),
        weights: .derived(type, hasImportanceMatrix: false), totalContext: context,
        placement: LlamaPlacement(
          devices: [MemoryDevice.other], gpuLayers: layers))
      inputs.microBatch = step
      inputs.batch = max(step, inputs.batch)
      (inputs.keyType, inputs.valueType) = (cache, cache)
      inputs.unifiesCache = isUnified
      return LlamaMemory(inputs).process
    }
  }

  static func model(
    _ type: String, layers: Int, hidden: Int, width: Int, heads: Int, pairs: Int, rows: Int,
    tied: Bool = false
  ) -> JSONValue {
    [
      "model_type": .string(type), "num_hidden_layers": .integer(layers),
      "hidden_size": .integer(hidden), "intermediate_size": .integer(width),
      "num_attention_heads": .integer(heads), "num_key_value_heads": .integer(pairs),
      "head_dim": 128, "vocab_size": .integer(rows), "tie_word_embeddings": .bool(tied),
    ]
  }

  static let logs = [
    Log(
      name: "Mistral-Nemo, 40 of 41 layers",
      model: model(
        "mistral", layers: 40, hidden: 5120, width: 14_336, heads: 32, pairs: 8, rows: 131_072),
      type: .q4KM, context: 8192, layers: 40, cache: .q8_0, isUnified: true,
      device: 6597.68, host: 525.62, cacheTotal: 680),
    Log(
      name: "Qwen2.5-Coder-7B",
      model: model(
        "qwen2", layers: 28, hidden: 3584, width: 18_944, heads: 28, pairs: 4, rows: 152_064),
      type: .q8_0, context: 32_768, layers: 29, device: 7165.44, host: 552.23, cacheTotal: 1792),
    Log(
      name: "Qwen2.5-3B, 35 of 37 layers",
      model: model(
        "qwen2", layers: 36, hidden: 2048, width: 11_008, heads: 16, pairs: 2, rows: 151_936,
        tied: true),
      type: .q4KM, context: 2048, layers: 35, isUnified: true,
      device: 1740.74, host: 337.51, cacheTotal: 72),
    Log(
      name: "Qwen3-4B",
      model: model(
        "qwen3", layers: 36, hidden: 2560, width: 9728, heads: 32, pairs: 8, rows: 151_936,
        tied: true),
      type: .bf16, context: 4096, step: 4096, layers: 37,
      device: 7672.62, host: 741.88, cacheTotal: 576),
    Log(
      name: "Qwen3-235B-A22B cache",
      model: model(
        "mistral", layers: 94, hidden: 4096, width: 12_288, heads: 64, pairs: 4, rows: 151_936),
      type: .q6K, context: 16_384, layers: 95, cache: .q8_0, device: -1, cacheTotal: 1598),
  ]

  @Test(arguments: logs) func buffersAreAsPrinted(_ log: Log) throws {
    let process = try log.process()
    let ledgers = process.devices + [process.host]
    let cache = ledgers.compactMap { $0[.cache]?.expected.mebibytes }.reduce(0, +)
    #expect(abs(cache - log.cacheTotal) < 0.01)
    if log.device > 0 {
      let weights = process.devices[0][.weights]?.expected.mebibytes ?? 0
      #expect(abs(weights - log.device) < 1, "\(weights)")
    }
    if let host = log.host {
      let weights = process.host[.weights]?.expected.mebibytes ?? 0
      #expect(abs(weights - host) < 1, "\(weights)")
    }
  }
}
