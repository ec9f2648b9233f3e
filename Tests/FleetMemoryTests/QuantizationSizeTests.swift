import FleetCatalog
import FleetJSON
import FleetMemory
import FleetValues
import Testing

/// Sizes of quantised files against the quantiser's own dry runs.
@Suite struct QuantizationSizeTests {
  @Test func everyVectorIsMetToTheByte() throws {
    let models = try #require(try MemoryVectors.read("quant-sizes").object)
    var rows = 0
    for (model, sizes) in models.sorted(by: { $0.key < $1.key }) {
      let architecture = try MemoryVectors.architecture(model)
      for (name, size) in try #require(sizes.object).sorted(by: { $0.key < $1.key }) {
        let type = try #require(FileType(named: name))
        let weights = try #require(
          ModelWeights(of: architecture, from: .derived(type, hasImportanceMatrix: false)))
        #expect(weights.tensorBytes == Int64(size.integer ?? 0), "\(model) \(name)")
        rows += 1
      }
    }
    #expect(rows == 442)
  }

  /// Two bytes an element, but four for what no type touches.
  @Test func sixteenBitsCountElements() throws {
    for configuration in try MemoryVectors.configurations() {
      let architecture = try Architecture(configuration: configuration)
      let weights = try #require(
        ModelWeights(of: architecture, from: .derived(.f16, hasImportanceMatrix: false)))
      let parameters = Int64(configuration["params_total"]?.integer ?? 0)
      let model = configuration["id"]?.string ?? ""
      #expect(weights.tensorBytes >= 2 * parameters, "\(model)")
      #expect(weights.tensorBytes < 2 * parameters + parameters / 100, "\(model)")
    }
  }

  @Test func namesAreReadInAnyCase() {
    #expect(FileType(named: "q4_k_m") == .q4KM)
    #expect(FileType(named: "fp16") == .f16)
    #expect(FileType(named: "awq") == nil)
    #expect(WeightFormat(named: "BF16") == .bf16)
    #expect(WeightFormat(named: "F16") == .fp16)
    #expect(WeightFormat(named: "Q4_K_M") == nil)
  }

  @Test func recipesAreOrdered() throws {
    for configuration in try MemoryVectors.configurations() {
      let architecture = try Architecture(configuration: configuration)
      let sizes = [FileType.q4KS, .q4KM, .q5KM, .q6K].compactMap {
        ModelWeights(of: architecture, from: .derived($0, hasImportanceMatrix: false))?.tensorBytes
      }
      #expect(sizes.count == 4)
      #expect(sizes == sizes.sorted(), "\(configuration["id"]?.string ?? "")")
    }
  }

  /// A published file of 98,362,432 bytes has a header of some 1.8 MB.
  @Test func smolLM2IsTheSizeOfItsPublishedFile() throws {
    let architecture = try MemoryVectors.architecture("SmolLM2-135M")
    let weights = try #require(
      ModelWeights(of: architecture, from: .derived(.q4_1, hasImportanceMatrix: false)))
    let header = 98_362_432 - weights.tensorBytes
    #expect((1_000_000...2_500_000).contains(header), "\(weights.tensorBytes)")
    let inputs = LlamaInputs(
      architecture: architecture, weights: .derived(.q4_1, hasImportanceMatrix: false),
      totalContext: 8192, placement: LlamaPlacement(devices: []))
    let host = LlamaMemory(inputs).process.host
    #expect(host[.weights]?.expected.count == weights.tensorBytes)
    #expect(host[.cache]?.expected == Bytes(8192 * 30 * 2 * 3 * 64 * 2))
  }
}
