import FleetCatalog
import FleetMemory
import FleetValues
import Testing

/// Ledgers against the breakdowns that llama.cpp's own fitting tool printed.
@Suite struct LlamaBreakdownTests {
  @Test func weightsAndCacheAreExactWithinPrintRounding() throws {
    let rows = try LlamaRow.fullOffload() + LlamaRow.partial()
    #expect(rows.count == 214)
    for row in rows {
      let process = LlamaMemory(row.inputs).process
      for index in 0..<row.devices {
        let ledger = process.devices[index]
        expect(ledger, .weights, printed: row.weights[index], "\(row) device \(index)")
        expect(ledger, .cache, printed: row.cache[index], "\(row) device \(index)")
      }
      // The tool leaves out what the CPU backend copies.
      let listed = row.hostWeights + process.repacked.mebibytes
      expect(process.host, .weights, printed: listed, "\(row) host")
      expect(process.host, .cache, printed: row.hostCache, "\(row) host")
    }
  }

  /// The tool cuts MiB off to whole numbers.
  private func expect(
    _ ledger: MemoryLedger, _ name: MemoryTermName, printed: Double, _ words: String
  ) {
    let error = (ledger[name]?.expected.mebibytes ?? 0) - printed
    #expect((-0.01..<1.01).contains(error), "\(words) \(name.rawValue)")
  }

  @Test func hostScratchOfAFullOffloadIsExact() throws {
    for row in try LlamaRow.fullOffload() {
      let host = LlamaMemory(row.inputs).process.host
      let error = (host[.compute]?.expected.mebibytes ?? 0) - row.hostCompute
      #expect(abs(error) <= 0.7, "\(row): \(error)")
    }
  }

  @Test func scratchIsWithinTheStatedAccuracy() throws {
    var errors: [Double] = []
    var shares: [Double] = []
    var exceeded: [String] = []
    for row in try LlamaRow.fullOffload() {
      let device = LlamaMemory(row.inputs).process.devices[0]
      let compute = try #require(device[.compute])
      let error = compute.expected.mebibytes - row.compute[0]
      errors.append(error)
      shares.append(abs(error) / (row.weights[0] + row.cache[0] + row.compute[0]))
      #expect((-296...100).contains(error), "\(row): \(error)")
      if compute.upper.mebibytes < row.compute[0] - 0.01 { exceeded.append("\(row)") }
    }
    let count = Double(errors.count)
    let mean = errors.reduce(0, +) / count
    #expect((-11...0).contains(mean), "mean \(mean)")
    #expect(shares.reduce(0, +) / count < 0.001)
    #expect((shares.max() ?? 1) < 0.028)
    #expect(exceeded == [])
  }

  @Test func scratchOfSplitModelsIsBounded() throws {
    for row in try LlamaRow.partial() {
      let process = LlamaMemory(row.inputs).process
      for index in 0..<row.devices {
        let upper = process.devices[index][.compute]?.upper ?? .zero
        #expect(upper.mebibytes > row.compute[index] - 1, "\(row) device \(index)")
        let expected = process.devices[index][.compute]?.expected ?? .zero
        #expect(abs(expected.mebibytes - row.compute[index]) < 45, "\(row) device \(index)")
      }
      let host = process.host[.compute]
      #expect((host?.upper.mebibytes ?? 0) > row.hostCompute - 1, "\(row) host")
      // Exact where no router hides what a step needs.
      let architecture = row.inputs.architecture
      let isWhole = row.inputs.placement.gpuLayers == architecture.layers + 1
      let allowed: Double = architecture.experts == nil || isWhole ? 1 : 45
      #expect(abs((host?.expected.mebibytes ?? 0) - row.hostCompute) < allowed, "\(row) host")
    }
  }
}
