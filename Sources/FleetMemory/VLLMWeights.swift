import FleetCatalog
import FleetValues

/// The weights that one rank of vLLM loads. Matrices, table and head are dealt
/// out over the tensor-parallel ranks, layers over the pipeline's stages.
struct VLLMWeights {
  private let inputs: VLLMInputs
  private let elements: WeightElements?

  init(_ inputs: VLLMInputs) {
    self.inputs = inputs
    elements = WeightElements(of: inputs.architecture)
  }

  /// Of one stage; nil where nothing says a size.
  func term(ofStage stage: Int64) -> MemoryTerm? {
    guard let (file, format) = file(ofStage: stage) else { return nil }
    let named = Formula.named("file", file)
    let loading = format?.loading ?? (expected: 1000, upper: 1025)
    let kept = { (thousandths: Int64) -> Formula in
      let loaded: Formula =
        thousandths == 1000 ? named : .quotient(named * .constant(thousandths), 1000)
      let host = inputs.hostWeights
      return host == .zero ? loaded : .max([loaded - .bytes(host, "kept on the host"), 0])
    }
    return MemoryTerm(
      .weights, kept(loading.expected), upTo: kept(loading.upper), by: .vllmWeights)
  }

  private func file(ofStage stage: Int64) -> (Formula, WeightFormat?)? {
    switch inputs.weights {
    case .stated(let size):
      return (.ceilDiv(.bytes(size, "checkpoint"), ranks), nil)
    case .counted(let parameters, let format):
      let width = format.experts
      let size = Formula.count(parameters, "parameters") * .constant(width.bytes)
      return (.ceilDiv(.ceilDiv(size, .constant(width.weights)), ranks), format)
    case .derived(let format):
      return elements.map { (derived($0, format, stage: stage), format) }
    }
  }

  private func derived(
    _ elements: WeightElements, _ format: WeightFormat, stage: Int64
  ) -> Formula {
    var shared = [
      ofStage(matrix(elements.linear, format.linear, "linear weights")),
      ofStage(matrix(elements.experts, format.experts, "expert weights")),
    ]
    if stage == 0 { shared.append(matrix(elements.lookup, .sixteenBits, "lookup weights")) }
    if stage == inputs.pipelineParallel - 1 {
      // A tied head at the end of a pipeline is a copy of the table.
      let copy = inputs.pipelineParallel > 1 && elements.head == 0 ? elements.lookup : elements.head
      shared.append(matrix(copy, .sixteenBits, "head weights"))
    }
    let dealt = Formula.sum(shared.filter { $0.value > 0 })
    let whole = ofStage(matrix(elements.small, .sixteenBits, "small weights"))
    let split = inputs.tensorParallel
    return (split > 1 ? .ceilDiv(dealt, .count(split, "ranks")) : dealt) + whole
  }

  private var ranks: Formula {
    .count(Saturating.product(inputs.tensorParallel, inputs.pipelineParallel), "ranks")
  }

  private func matrix(_ count: Int64, _ width: WeightFormat.Width, _ name: String) -> Formula {
    let bytes = Formula.count(count, name) * .constant(width.bytes)
    return width.weights == 1 ? bytes : .ceilDiv(bytes, .constant(width.weights))
  }

  private func ofStage(_ part: Formula) -> Formula {
    let stages = inputs.pipelineParallel
    guard stages > 1 else { return part }
    let layers = Formula.count(inputs.architecture.layers, "layers")
    let own = Formula.ceilDiv(layers, .count(stages, "stages"))
    return .quotient(part, layers) * own
  }
}
