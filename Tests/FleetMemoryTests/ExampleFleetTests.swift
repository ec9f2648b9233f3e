import FleetCatalog
import FleetMemory
import FleetValues
import Testing

/// The sums that the example fleets state in their comments, in MiB.
@Suite struct ExampleFleetTests {
  /// One deployment of an example and what its comment says.
  struct Deployment: CustomTestStringConvertible, Sendable {
    var name: String
    var model: String
    var type: FileType
    var context: Int64
    var cache: CacheType = .f16
    var hasMatrix = false
    var devices: [MemoryDevice] = []
    var hostLayers: Int64 = 0
    var hostExperts: Int64 = 0
    var expected: [ClosedRange<Double>]
    var hostLower: Double?
    var hostUpper: Double?
    var testDescription: String { name }

    func process() throws -> ProcessMemory {
      let architecture = try MemoryVectors.architecture(model)
      var inputs = LlamaInputs(
        architecture: architecture, weights: .derived(type, hasImportanceMatrix: hasMatrix),
        totalContext: context, placement: LlamaPlacement(devices: devices))
      (inputs.keyType, inputs.valueType) = (cache, cache)
      inputs.placement.gpuLayers = architecture.layers + 1 - hostLayers
      inputs.placement.hostExperts = .ofFirst(hostExperts)
      return LlamaMemory(inputs).process
    }
  }

  static let phone = MemoryDevice.other
  static let small = MemoryDevice.cuda(multiprocessors: 20)
  static let large = MemoryDevice.cuda(multiprocessors: 142)
  static let gaming = MemoryDevice.cuda(multiprocessors: 84)

  static let deployments = [
    Deployment(
      name: "pocket-node1", model: "Qwen3-30B-A3B", type: .iq3XXS, context: 8192, hasMatrix: true,
      devices: [phone], expected: [11_991...12_528], hostLower: 128 + 16 + 205),
    Deployment(
      name: "llama-node1", model: "Llama-3.2-3B", type: .q4KM, context: 4096, devices: [phone],
      expected: [2_436...2_923]),
    Deployment(
      name: "think-node2", model: "K2-Think", type: .q3KM, context: 8192, cache: .q8_0,
      devices: [phone], expected: [16_160...16_625], hostLower: 319 + 28 + 205),
    Deployment(
      name: "coder-node2", model: "Qwen2.5-Coder-7B", type: .q4KM, context: 8192, cache: .q8_0,
      devices: [phone], expected: [4_546...5_039], hostLower: 292 + 22 + 205),
    Deployment(
      name: "llama-node2", model: "Llama-3.2-3B", type: .q4KM, context: 4096,
      expected: [], hostLower: 2_641, hostUpper: 2_871),
    Deployment(
      name: "think-node3", model: "K2-Think", type: .q3KM, context: 8192, cache: .q8_0,
      devices: [small, small], hostLayers: 18, expected: [5_991...6_267, 6_122...6_587],
      hostLower: 5_101, hostUpper: 5_101),
    Deployment(
      name: "llama-node3", model: "Llama-3.2-3B", type: .q4KM, context: 8192,
      expected: [], hostLower: 3_093, hostUpper: 3_323),
    Deployment(
      name: "deep-node4", model: "DeepSeek-V3", type: .q2K, context: 16_384, devices: [large],
      hostExperts: 53, expected: [42_939...43_223], hostLower: 195_263),
    Deployment(
      name: "llama-node4", model: "Llama-3.2-3B", type: .q4KM, context: 8192, devices: [large],
      expected: [3_314...3_801], hostLower: 308 + 20 + 205),
    Deployment(
      name: "mixtral-node4", model: "Mixtral-8x22B", type: .q4KM, context: 65_536, cache: .q8_0,
      devices: [large, large], expected: [47_004...47_284, 44_229...44_509]),
    Deployment(
      name: "qwen57-node4", model: "Qwen2-57B-A14B", type: .q4KM, context: 32_768,
      devices: [large], expected: [35_332...35_829]),
    Deployment(
      name: "think-node4", model: "K2-Think", type: .q3KM, context: 16_384, devices: [large],
      expected: [19_602...20_067]),
  ]

  @Test(arguments: deployments) func sumsAreTheComments(_ deployment: Deployment) throws {
    let process = try deployment.process()
    #expect(process.devices.count == deployment.expected.count)
    for (ledger, stated) in zip(process.devices, deployment.expected) {
      #expect(abs(ledger.lower.mebibytes - stated.lowerBound) <= 1, "\(ledger.lower.mebibytes)")
      #expect(abs(ledger.upper.mebibytes - stated.upperBound) <= 1, "\(ledger.upper.mebibytes)")
    }
    if let lower = deployment.hostLower {
      #expect(abs(process.host.lower.mebibytes - lower) <= 1, "\(process.host.lower.mebibytes)")
    }
    if let upper = deployment.hostUpper {
      #expect(abs(process.host.upper.mebibytes - upper) <= 1, "\(process.host.upper.mebibytes)")
    }
  }

  @Test func termsOfTheLargestModelAreTheComments() throws {
    let deployment = try #require(Self.deployments.first { $0.name == "deep-node4" })
    let process = try deployment.process()
    let stated: [(MemoryTermName, Double)] = [
      (.weights, 37_943), (.cache, 1_098), (.compute, 392), (.staging, 3_080), (.context, 426),
    ]
    for (name, amount) in stated {
      let term = try #require(process.devices[0][name])
      #expect(abs(term.expected.mebibytes - amount) <= 1, "\(name.rawValue)")
    }
    #expect(abs((process.host[.weights]?.expected.mebibytes ?? 0) - 194_890) <= 1)
  }

  /// In GiB with one decimal: 10.9 to 11.4 on the card, 3.0 to 3.3 on the host.
  @Test func theHomelabsSumsAreTheComments() throws {
    let big = try Deployment(
      name: "big-pc", model: "Qwen3-14B", type: .q4KM, context: 16_384, devices: [Self.gaming],
      expected: []
    ).process().devices[0]
    #expect(big.lower.description == "10.9 GiB")
    #expect(big.upper.description == "11.4 GiB")
    let host = try Deployment(
      name: "small-box", model: "Llama-3.2-3B", type: .q4KM, context: 8192, expected: []
    ).process().host
    #expect(host.lower.description == "3.0 GiB")
    // 3.245 GiB, which the comment rounds up.
    #expect(abs(host.upper.mebibytes / 1024 - 3.3) < 0.06)
  }
}
