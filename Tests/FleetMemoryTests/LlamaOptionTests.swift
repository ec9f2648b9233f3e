import FleetCatalog
import FleetJSON
import FleetMemory
import FleetValues
import Testing

/// Settings that move or add memory.
@Suite struct LlamaOptionTests {
  private let card = MemoryDevice.cuda(multiprocessors: 100)

  private func inputs(_ model: String = "Llama-3.2-3B") throws -> LlamaInputs {
    LlamaInputs(
      architecture: try MemoryVectors.architecture(model),
      weights: .derived(.q4KM, hasImportanceMatrix: false), totalContext: 8192,
      placement: LlamaPlacement(devices: [card]))
  }

  @Test func anEncoderKeepsNoCache() throws {
    var inputs = try inputs()
    inputs.task = .encode
    let process = LlamaMemory(inputs).process
    #expect(process.devices[0][.cache] == nil)
    #expect(process.host[.cache] == nil)
    #expect(process.devices[0][.weights] != nil)
  }

  @Test func theCacheCanStayOnTheHost() throws {
    var inputs = try inputs()
    let cache = LlamaMemory(inputs).process.devices[0][.cache]?.expected
    inputs.placement.keepsCacheOnHost = true
    let process = LlamaMemory(inputs).process
    #expect(process.devices[0][.cache] == nil)
    #expect(process.host[.cache]?.expected == cache)
  }

  @Test func oneCacheForAllSlotsWidensTheWindow() throws {
    var inputs = try inputs("Gemma-3-12b")
    inputs.parallel = 4
    inputs.totalContext = 32_768
    let apart = try #require(LlamaMemory(inputs).process.devices[0][.cache]?.expected)
    inputs.unifiesCache = true
    let together = try #require(LlamaMemory(inputs).process.devices[0][.cache]?.expected)
    // Forty windows of 4 x (1,024 + 512) cells against 4 x 1,024 + 512.
    #expect(apart - together == Bytes(40 * (6144 - 4608) * 8192))
    inputs.keepsFullWindow = true
    #expect(LlamaMemory(inputs).process.devices[0][.cache]?.expected == Bytes(48 * 32_768 * 8192))
  }

  @Test func withoutFlashAttentionScoresAreKept() throws {
    var inputs = try inputs()
    let with = try #require(LlamaMemory(inputs).process.devices[0][.compute])
    inputs.usesFlashAttention = false
    let without = try #require(LlamaMemory(inputs).process.devices[0][.compute])
    #expect(without.expected - with.expected > Bytes(4 * 512 * 24 * 8192 - (100 << 20)))
  }

  /// Overrides of single tensors keep llama.cpp from pipelining.
  @Test func expertsOnTheHostEndPipelining() throws {
    var inputs = try inputs("Qwen3-30B-A3B")
    inputs.placement.devices = [card, card]
    let copies = { (inputs: LlamaInputs) in
      LlamaMemory(inputs).process.devices.map {
        $0[.compute]?.formula.contains("pipeline copies") ?? false
      }
    }
    #expect(copies(inputs) == [true, true])
    inputs.placement.hostExperts = .ofFirst(1)
    #expect(copies(inputs) == [false, false])
    inputs.placement.hostExperts = .ofFirst(0)
    inputs.placement.gpuLayers = 48
    #expect(copies(inputs) == [false, false])
  }

  /// Half of a latent attention may lie beside the logits.
  @Test func latentAttentionMayLieBesideTheLogits() throws {
    var inputs = try inputs("DeepSeek-V2-Lite")
    inputs.usesFlashAttention = false
    inputs.logitsRows = 512
    let upper = try #require(LlamaMemory(inputs).process.devices[0][.compute]?.upper)
    let logits = 4 * 512 * (102_400 + 2048)
    let attention = 4 * 512 * (16 * (2 * (512 + 64) + 128) + 4 * 2048 + 16 * 8192)
    let shared = 4 * 512 * 2816
    #expect(upper == Bytes(Int64(logits + attention / 2 + shared)))
  }

  /// A measured start with no layer on the card printed 606 MiB: the head, and
  /// as many rows of logits as a step has tokens.
  @Test func aDeviceWithoutLayersStagesTheHead() throws {
    var inputs = try inputs("Qwen3-4B")
    inputs.weights = .derived(.q6K, hasImportanceMatrix: false)
    inputs.totalContext = 4096
    inputs.logitsRows = 512
    inputs.placement.gpuLayers = 0
    let process = LlamaMemory(inputs).process
    #expect(abs((process.devices[0][.staging]?.expected.mebibytes ?? 0) - 606) < 1)
    #expect(process.devices[0][.weights] == nil)
    #expect(process.devices[0][.compute] == nil)
  }

  @Test func expertsOnTheHostLeaveTheDevice() throws {
    var inputs = try inputs("Qwen3-30B-A3B")
    let all = LlamaMemory(inputs).process
    inputs.placement.hostExperts = .all
    let moved = LlamaMemory(inputs).process
    let weights = { (ledger: MemoryLedger) in ledger[.weights]?.expected ?? .zero }
    let away = weights(all.devices[0]) - weights(moved.devices[0])
    #expect(away == weights(moved.host) - weights(all.host))
    #expect(away > .gibibytes(15))
    #expect(all.devices[0][.staging] == nil)
    #expect(moved.devices[0][.staging] != nil)
    inputs.placement.hostExperts = .ofFirst(48)
    #expect(LlamaMemory(inputs).process == moved)
    #expect(moved.repacked > .zero)
    #expect(all.repacked == .zero)
  }

  @Test func smallerModelsStandOnTheFirstDevice() throws {
    var inputs = try inputs("Llama-3.1-8B")
    inputs.projector = .gibibytes(1)
    inputs.draft = LlamaDraft(
      architecture: try MemoryVectors.architecture("Llama-3.2-1B"),
      weights: .derived(.q8_0, hasImportanceMatrix: false))
    inputs.promptCache = .gibibytes(2)
    let process = LlamaMemory(inputs).process
    #expect(process.devices[0][.projector]?.expected == .gibibytes(1))
    #expect(process.devices[0][.projector]?.upper == .gibibytes(2))
    let draft = try #require(process.devices[0][.draft])
    #expect(draft.expected > Bytes(8192 * 32_768) + .gibibytes(1))
    #expect(draft.upper > draft.expected)
    #expect(process.host[.promptCache]?.upper == .gibibytes(2))
  }

  @Test func aStatedSizeIsSharedOut() throws {
    for model in ["Llama-3.1-8B", "Qwen3-30B-A3B", "Gemma-3-12b"] {
      var inputs = try inputs(model)
      inputs.weights = .stated(.gibibytes(7))
      let weights = try #require(ModelWeights(of: inputs.architecture, from: inputs.weights))
      #expect(weights.tensorBytes == 7 << 30)
      let ledger = LlamaMemory(inputs).process.devices[0]
      #expect(ledger[.weights]?.rule == .statedWeights)
      #expect((ledger[.weights]?.expected ?? .zero) <= .gibibytes(7))
    }
  }

  @Test func anUnknownFamilyHasAGapUnlessSomethingSaysItsSize() throws {
    let configuration: JSONValue = [
      "model_type": "brand_new", "num_hidden_layers": 30, "hidden_size": 4096,
      "intermediate_size": 12_288, "num_attention_heads": 32, "num_key_value_heads": 8,
      "vocab_size": 100_000,
    ]
    var inputs = try inputs()
    inputs.architecture = try Architecture(configuration: configuration)
    let without = LlamaMemory(inputs).process
    #expect(without.gaps.map(\.term) == [.weights])
    #expect(without.gaps.first?.reason.contains("brand_new") == true)
    #expect(without.devices[0][.cache]?.rule == .unlistedCache)
    let compute = try #require(without.devices[0][.compute])
    #expect(compute.rule == .unlistedCompute)
    #expect(compute.upper >= compute.expected + compute.expected)
    inputs.weights = .counted(parameters: 8_000_000_000, as: .q4KM)
    let counted = LlamaMemory(inputs).process
    #expect(counted.isComplete)
    let sum = (counted.devices + [counted.host]).compactMap { $0[.weights]?.expected.count }
    #expect(sum.reduce(0, +) == 4_500_000_000)
    #expect(counted.devices[0][.weights]?.certainty == .heuristic)
  }

  @Test func aMeasurementReplacesItsEstimate() throws {
    var ledger = LlamaMemory(try inputs()).process.devices[0]
    let rest = ledger.upper - (ledger[.compute]?.upper ?? .zero)
    ledger.replace(.compute, withMeasured: .mebibytes(77), from: "server.log")
    #expect(ledger.upper == rest + .mebibytes(77))
    #expect(ledger[.compute]?.certainty == .measured)
    ledger.replace(.projector, withMeasured: .mebibytes(3), from: "server.log")
    #expect(ledger.upper == rest + .mebibytes(80))
  }

  @Test func aCardOfUnknownSizeHasAWideContext() throws {
    var inputs = try inputs()
    inputs.placement.devices = [
      MemoryDevice.cuda(multiprocessors: nil)
    ]
    let context = LlamaMemory(inputs).process.devices[0][.context]
    #expect(context?.expected == .mebibytes(102))
    #expect(context?.upper == .mebibytes(188 * 3 + 256))
  }
}
