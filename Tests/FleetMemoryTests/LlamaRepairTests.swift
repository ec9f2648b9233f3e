import FleetCatalog
import FleetMemory
import FleetValues
import Testing

/// Repairs pass, and anything smaller would not.
@Suite struct LlamaRepairTests {
  private let card = MemoryDevice.cuda(multiprocessors: 82)

  private func inputs(_ model: String, context: Int64) throws -> LlamaInputs {
    LlamaInputs(
      architecture: try MemoryVectors.architecture(model),
      weights: .derived(.q4KM, hasImportanceMatrix: false), totalContext: context,
      placement: LlamaPlacement(devices: [card]))
  }

  private func fits(_ gibibytes: Int64) -> (ProcessMemory) -> Bool {
    { process in process.devices.allSatisfy { $0.upper <= .gibibytes(gibibytes) } }
  }

  @Test func everyRepairPasses() throws {
    for (model, context, cap) in [("Qwen3-32B", 32_768, 23), ("Qwen3-30B-A3B", 65_536, 20)] {
      let inputs = try inputs(model, context: Int64(context))
      let passes = fits(Int64(cap))
      #expect(!passes(LlamaMemory(inputs).process), "\(model)")
      let repairs = LlamaRepairs(of: inputs, passes: passes)
      #expect(repairs.smallest.count >= 4, "\(model)")
      for repair in repairs.smallest {
        #expect(passes(LlamaMemory(repairs.changed(by: repair.change)).process), "\(repair)")
        #expect(repair.saves > .zero)
      }
      #expect(repairs.smallest.map(\.saves) == repairs.smallest.map(\.saves).sorted())
    }
  }

  @Test func oneLayerLessWouldNotDo() throws {
    let inputs = try inputs("Qwen3-30B-A3B", context: 65_536)
    let passes = fits(20)
    let repairs = LlamaRepairs(of: inputs, passes: passes)
    var counts = 0
    for repair in repairs.smallest {
      guard case .hostExperts(let layers) = repair.change else { continue }
      counts += 1
      let fewer = LlamaMemory(repairs.changed(by: .hostExperts(layers - 1))).process
      #expect(!passes(fewer))
    }
    #expect(counts == 1)
  }

  @Test func theLongestContextIsOffered() throws {
    let inputs = try inputs("Qwen3-32B", context: 32_768)
    let passes = fits(23)
    let repairs = LlamaRepairs(of: inputs, passes: passes)
    let contexts = repairs.smallest.compactMap { repair in
      if case .totalContext(let tokens) = repair.change { tokens } else { nil }
    }
    let tokens = try #require(contexts.first)
    #expect(tokens % 256 == 0)
    #expect(!passes(LlamaMemory(repairs.changed(by: .totalContext(tokens + 256))).process))
  }

  @Test func nothingIsOfferedWhereNothingHelps() throws {
    let inputs = try inputs("Qwen3-32B", context: 4096)
    #expect(LlamaRepairs(of: inputs) { _ in false }.smallest == [])
  }

  @Test func changesAreSaidInBothLanguages() {
    let changes: [(MemoryRepair.Change, String, String)] = [
      (.cacheType(.q8_0), "--cache-type-k q8_0 --cache-type-v q8_0", "kv: q8_0"),
      (.totalContext(8192), "--context 8192", "context: 4096"),
      (.fileType(.iq4XS), "--quant IQ4_XS", "quantization: IQ4_XS"),
      (.hostExperts(14), "--n-cpu-moe 14", "cpu: {experts: 14}"),
      (.hostLayers(18, of: 64), "--gpu-layers 47", "cpu: {layers: 18}"),
    ]
    for (change, flag, setting) in changes {
      #expect(change.flag == flag)
      #expect(change.setting(parallel: 2) == setting)
    }
  }
}
