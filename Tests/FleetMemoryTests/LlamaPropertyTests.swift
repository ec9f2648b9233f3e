import FleetCatalog
import FleetMemory
import FleetValues
import Testing

/// What must hold of every model, whatever its numbers.
@Suite struct LlamaPropertyTests {
  private static let card = MemoryDevice.cuda(multiprocessors: 82)
  static let models = [
    "Llama-3.2-3B", "Qwen2-57B-A14B", "Gemma-3-12b", "gpt-oss-20b", "DeepSeek-V2-Lite", "Phi-4",
  ]

  private func inputs(_ model: String, devices: Int = 1) throws -> LlamaInputs {
    LlamaInputs(
      architecture: try MemoryVectors.architecture(model),
      weights: .derived(.q4KM, hasImportanceMatrix: false), totalContext: 8192,
      placement: LlamaPlacement(devices: Array(repeating: Self.card, count: devices)))
  }

  /// The whole of it, everywhere.
  private func total(_ inputs: LlamaInputs) -> Bytes {
    let process = LlamaMemory(inputs).process
    return (process.devices + [process.host]).reduce(.zero) { $0 + $1.upper }
  }

  @Test(arguments: models) func moreOfAnythingNeverTakesLess(_ model: String) throws {
    func rises(_ change: (inout LlamaInputs, Int64) -> Void, over values: [Int64]) throws {
      let sums = try values.map { value in
        var inputs = try inputs(model)
        change(&inputs, value)
        return total(inputs)
      }
      #expect(sums == sums.sorted(), "\(sums)")
      #expect(sums.first != sums.last)
    }
    try rises({ $0.totalContext = $1 }, over: [1, 256, 3000, 8192, 65_536, 131_072])
    try rises({ $0.microBatch = $1 }, over: [64, 128, 512, 1024, 2048])
    try rises(
      { $0.setSlots($1, contextOfEach: 4096) }, over: [1, 2, 4, 16])
  }

  @Test(arguments: models) func moreLayersOnTheDeviceTakeMoreOfIt(_ model: String) throws {
    var inputs = try inputs(model)
    let layers = inputs.architecture.layers
    let sums = (0...layers + 1).map { count in
      inputs.placement.gpuLayers = count
      let ledger = LlamaMemory(inputs).process.devices[0]
      return [MemoryTermName.weights, .cache].compactMap { ledger[$0]?.expected }.reduce(.zero, +)
    }
    #expect(sums == sums.sorted())
    #expect(Set(sums).count == sums.count)
  }

  /// Parts of a model are the model, wherever they lie.
  @Test(arguments: models) func partsAddUp(_ model: String) throws {
    let whole = LlamaMemory(try inputs(model)).process.devices[0]
    for (split, experts) in [([1, 1, 1], 0), ([3, 1, 2], 0), ([1, 2, 1], 5)] as [([Int64], Int64)] {
      var inputs = try inputs(model, devices: 3)
      inputs.placement.split = split
      inputs.placement.hostExperts = .ofFirst(experts)
      let process = LlamaMemory(inputs).process
      let lookup = try lookup(model)
      let host = (process.host[.weights]?.expected ?? .zero) - lookup
      let sum = process.devices.compactMap { $0[.weights]?.expected }.reduce(host, +)
      #expect(sum == whole[.weights]?.expected)
      let cache = process.devices.compactMap { $0[.cache]?.expected }.reduce(.zero, +)
      #expect(cache == whole[.cache]?.expected)
    }
  }

  private func lookup(_ model: String) throws -> Bytes {
    LlamaMemory(try inputs(model)).process.host[.weights]?.expected ?? .zero
  }

  @Test(arguments: models) func expectationsLieBelowTheirBounds(_ model: String) throws {
    for (devices, flash) in [(0, true), (1, false), (1, true), (2, true), (2, false)] {
      var inputs = try inputs(model, devices: devices)
      inputs.usesFlashAttention = flash
      for layers in [0, 1, 5, inputs.architecture.layers + 1] {
        inputs.placement.gpuLayers = layers
        let process = LlamaMemory(inputs).process
        for term in process.devices.flatMap(\.terms) + process.host.terms {
          #expect(term.expectedFormula.value <= term.upperFormula.value, "\(term.name.rawValue)")
          #expect(term.expectedFormula.value >= 0)
        }
      }
    }
  }

  @Test func cacheIsLinearInWholePages() throws {
    var inputs = try inputs("Llama-3.1-8B")
    let cache = { (context: Int64) -> Int64 in
      inputs.totalContext = context
      return LlamaMemory(inputs).process.devices[0][.cache]?.expected.count ?? 0
    }
    #expect(cache(4096) == 4096 * 131_072)
    #expect(cache(4095) == cache(4096))
    #expect(cache(12_288) == 3 * cache(4096))
    #expect(LlamaMemory(inputs).cacheBytesPerToken == Bytes(131_072))
  }

  /// Sizes that engines call by name: 0.53 and 0.28 of the 16-bit cache.
  @Test func cacheTypesHaveTheirOwnWidths() throws {
    let expected: [(CacheType, Int64)] = [
      (.f16, 64), (.bf16, 64), (.q8_0, 34), (.q5_1, 24), (.q5_0, 22), (.q4_1, 20), (.q4_0, 18),
      (.iq4NL, 18),
    ]
    for (type, bytes) in expected {
      var inputs = try inputs("Qwen2.5-7B")
      (inputs.keyType, inputs.valueType) = (type, type)
      #expect(LlamaMemory(inputs).cacheBytesPerToken == Bytes(57_344 * bytes / 64), "\(type)")
    }
    var mixed = try inputs("Qwen2.5-7B")
    mixed.keyType = .q8_0
    #expect(LlamaMemory(mixed).cacheBytesPerToken == Bytes(57_344 * 49 / 64))
  }

  @Test func absurdNumbersAreFarTooMuch() throws {
    var inputs = try inputs("gpt-oss-20b")
    inputs.totalContext = .max
    inputs.microBatch = .max
    inputs.batch = .max
    inputs.parallel = 3
    let ledger = LlamaMemory(inputs).process.devices[0]
    #expect(ledger.lower == Bytes(.max))
    let verdict = MemoryVerdict.ofDevice(
      lowers: ledger.lower, claims: ledger.upper, cap: .gibibytes(24))
    #expect(verdict == .exceeds)
  }
}
