import FleetCatalog
package import FleetValues

/// The memory of one llama.cpp process: weights, cache, scratch and the rest, by
/// device and on the host.
package struct LlamaMemory {
  private let inputs: LlamaInputs
  private let placed: PlacedLayers
  private let weights: ModelWeights?
  private let cache: LlamaCache
  private let compute: LlamaCompute

  package init(_ inputs: LlamaInputs) {
    self.inputs = inputs
    placed = PlacedLayers(inputs.placement, layers: inputs.architecture.layers)
    weights = ModelWeights(of: inputs.architecture, from: inputs.weights)
    cache = LlamaCache(inputs)
    compute = LlamaCompute(inputs)
  }

  package var process: ProcessMemory {
    let devices = inputs.placement.devices.indices.map { MemoryLedger(terms(ofDevice: $0)) }
    var process = ProcessMemory(devices: devices, host: MemoryLedger(hostTerms))
    if weights == nil { process.gaps.append(.weights(of: inputs.architecture)) }
    if let weights { process.repacked = Bytes(PlacedWeights(weights, placed).repackedOnHost) }
    return process
  }

  /// Bytes that one more token costs in all layers, before windows save some.
  package var cacheBytesPerToken: Bytes {
    Bytes(Saturating.product(inputs.architecture.layers, cache.tokenBytes.value))
  }

  private func terms(ofDevice index: Int) -> [MemoryTerm] {
    let place = PlacedLayers.Place.device(index)
    let layers = placed.layers(at: place)
    let share = LlamaCompute.Share(
      hasLayers: !layers.isEmpty, hasHead: placed.head == place,
      pipeline: isPipelined ? index : nil)
    let scratch = compute.device(share)
    var terms = [weightsTerm(at: place)]
    if keepsCache && !inputs.placement.keepsCacheOnHost {
      terms.append(cache.term(ofLayers: layers))
    }
    terms.append(computeTerm(scratch))
    if index == 0 { terms += termsOfFirstDevice }
    terms.append(inputs.placement.devices[index].contextTerm)
    return terms
  }

  /// The first device is where the host's weights are copied to for prompts, and
  /// where the smaller models stand.
  private var termsOfFirstDevice: [MemoryTerm] {
    [staging, projector, draft].compactMap { $0 }
  }

  private var hostTerms: [MemoryTerm] {
    let layers = placed.layers(at: .host)
    let scratch = hostScratch(layers)
    let onHost =
      inputs.placement.keepsCacheOnHost ? Array(0..<inputs.architecture.layers) : layers
    var terms = [weightsTerm(at: .host)]
    if keepsCache { terms.append(cache.term(ofLayers: onHost)) }
    terms.append(computeTerm(scratch))
    // Two tenths of a GiB for the program, its threads and its tokenizer.
    terms.append(MemoryTerm(.process, .bytes(214_748_365, "program"), by: .hostProcess))
    terms.append(
      MemoryTerm(.promptCache, .bytes(inputs.promptCache, "prompt cache"), by: .promptCache))
    if isOnHostAlone { terms += [projector, draft].compactMap { $0 } }
    return terms
  }

  private func computeTerm(_ scratch: (expected: Formula, upper: Formula)) -> MemoryTerm {
    inputs.architecture.family.listsTensors
      ? MemoryTerm(.compute, scratch.expected, upTo: scratch.upper, by: .llamaCompute)
      : MemoryTerm(.compute, scratch.expected, upTo: 2 * scratch.upper, by: .unlistedCompute)
  }

  private func hostScratch(_ layers: [Int64]) -> (expected: Formula, upper: Formula) {
    if isOnHostAlone { return compute.device(.init(hasLayers: true, hasHead: true)) }
    let keepsCacheHere = inputs.placement.keepsCacheOnHost
    return compute.host(
      computes: !layers.isEmpty || keepsExpertsOnHost || keepsCacheHere,
      attends: !layers.isEmpty || keepsCacheHere, pipelines: isPipelined)
  }

  private var keepsCache: Bool { inputs.task == .generate }
  private var isOnHostAlone: Bool { inputs.placement.devices.isEmpty }

  private var keepsExpertsOnHost: Bool {
    weights?.layers.enumerated().contains {
      $1.experts > 0 && placed.keepsExpertsOnHost(ofLayer: Int64($0))
    } ?? false
  }

  /// Batches are pipelined where everything lies on several devices
  /// (llama.cpp src/llama-context.cpp).
  private var isPipelined: Bool {
    inputs.placement.devices.count > 1 && !placed.places.contains(.host) && !keepsExpertsOnHost
      && !inputs.placement.keepsCacheOnHost
  }

  private func weightsTerm(at place: PlacedLayers.Place) -> MemoryTerm {
    guard let weights else { return MemoryTerm(.weights, 0, by: .ggufWeights) }
    let parts = PlacedWeights(weights, placed).formula(at: place)
    return MemoryTerm(.weights, parts, by: weights.rule)
  }

  /// Twice the largest expert tensor that waits on the host: two are in flight
  /// while the device computes prompts. Without any layer the head is staged.
  private var staging: MemoryTerm? {
    guard let weights else { return nil }
    let waiting = weights.layers.enumerated().filter { index, layer in
      layer.experts > 0
        && (placed.places[index] == .host || placed.keepsExpertsOnHost(ofLayer: Int64(index)))
    }
    if placed.places.allSatisfy({ $0 == .host }) {
      let formula = Formula.bytes(weights.head, "head") + compute.logits
      return MemoryTerm(.staging, formula, by: .expertStaging)
    }
    guard let largest = waiting.map(\.element.largestExpertTensor).max() else { return nil }
    return MemoryTerm(.staging, 2 * .bytes(largest, "largest expert tensor"), by: .expertStaging)
  }

  private var projector: MemoryTerm? {
    inputs.projector.map { size in
      let file = Formula.bytes(size, "projector file")
      return MemoryTerm(
        .projector, file, upTo: file + .bytes(.gibibytes(1), "its graph"), by: .projector)
    }
  }

  /// A draft model is a process of its own without its own driver context.
  private var draft: MemoryTerm? {
    guard let draft = inputs.draft else { return nil }
    var own = inputs
    own.architecture = draft.architecture
    own.weights = draft.weights
    own.draft = nil
    own.projector = nil
    own.placement = LlamaPlacement(devices: Array(inputs.placement.devices.prefix(1)))
    let process = LlamaMemory(own).process
    let ledger = process.devices.first ?? process.host
    let terms = [MemoryTermName.weights, .cache, .compute].compactMap { ledger[$0] }
    let named = { (name: MemoryTermName, formula: Formula) in
      Formula.named("draft \(name.rawValue)", formula)
    }
    return MemoryTerm(
      .draft, .sum(terms.map { named($0.name, $0.expectedFormula) }),
      upTo: .sum(terms.map { named($0.name, $0.upperFormula) }), by: .draftModel)
  }
}
