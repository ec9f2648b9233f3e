import FleetCatalog

/// The tensors of a family's GGUF file, from the numbers of the architecture
/// (llama.cpp src/llama-model.cpp `load_tensors`, gguf-py `tensor_mapping.py`).
///
/// The elements add up to the published parameter count of every catalog model.
struct TensorList {
  private let architecture: Architecture
  private var attention: ArchitectureAttention { architecture.attention }
  private var hidden: Int64 { architecture.hidden }

  init(of architecture: Architecture) { self.architecture = architecture }

  /// Those of the whole file that no layer owns. A tied file has no `output`.
  var global: [Tensor] {
    var tensors = [
      Tensor(kind: .embedding, dimensions: [hidden, architecture.vocabulary]),
      Tensor(kind: .outputNorm, dimensions: [hidden]),
    ]
    if !architecture.tiesEmbeddings {
      tensors.append(Tensor(kind: .output, dimensions: [hidden, architecture.vocabulary]))
    }
    if architecture.hasRopeFrequencies {
      tensors.append(Tensor(kind: .ropeFrequencies, dimensions: [attention.headSize / 2]))
    }
    return tensors
  }

  func layer(_ index: Int64) -> [Tensor] {
    let mixing = attention.latent.map(latentAttention) ?? groupedAttention
    let thinking =
      if let experts = architecture.experts, architecture.hasExperts(inLayer: index) {
        mixture(experts)
      } else {
        denseFeedForward
      }
    return (mixing + norms + thinking).map { tensor in
      var tensor = tensor
      tensor.layer = index
      return tensor
    }
  }

  private func has(_ trait: ArchitectureTrait) -> Bool { architecture.family.has(trait) }

  private func matrix(_ kind: TensorKind, _ input: Int64, _ output: Int64) -> Tensor {
    Tensor(kind: kind, dimensions: [input, output])
  }

  private func vector(_ kind: TensorKind, _ size: Int64) -> Tensor {
    Tensor(kind: kind, dimensions: [size])
  }

  private func bias(_ kind: TensorKind, _ dimensions: Int64...) -> Tensor {
    Tensor(kind: kind, dimensions: dimensions, isBias: true)
  }

  private var norms: [Tensor] {
    var tensors = [vector(.attentionNorm, hidden)]
    if has(.queryNorm) {
      tensors += [vector(.queryNorm, attention.headSize), vector(.keyNorm, attention.headSize)]
    }
    if has(.postNorms) {
      tensors += [vector(.postAttentionNorm, hidden), vector(.postFeedForwardNorm, hidden)]
    }
    tensors.append(vector(has(.normAfterAttention) ? .postAttentionNorm : .feedForwardNorm, hidden))
    return tensors
  }

  private var groupedAttention: [Tensor] {
    let queries = attention.heads * attention.headSize
    let pairs = attention.keyValueHeads * attention.headSize
    let apart = [
      matrix(.query, hidden, queries), matrix(.key, hidden, pairs), matrix(.value, hidden, pairs),
    ]
    let fused = [matrix(.fusedQueryKeyValue, hidden, queries + 2 * pairs)]
    var tensors = has(.fusedProjections) ? fused : apart
    tensors.append(matrix(.attentionOutput, queries, hidden))
    if attention.hasBias {
      tensors += [bias(.query, queries), bias(.key, pairs), bias(.value, pairs)]
    }
    if has(.outputBias) { tensors.append(bias(.attentionOutput, hidden)) }
    if has(.attentionSinks) { tensors.append(vector(.sinks, attention.heads)) }
    return tensors
  }

  private func latentAttention(_ latent: ArchitectureAttention.Latent) -> [Tensor] {
    let heads = attention.heads
    let rank = latent.keyValueRank
    let queries = heads * (latent.nopeSize + latent.ropeSize)
    var tensors: [Tensor] = []
    if let queryRank = latent.queryRank {
      tensors += [
        matrix(.queryDown, hidden, queryRank), vector(.queryDownNorm, queryRank),
        matrix(.queryUp, queryRank, queries),
      ]
    } else {
      tensors.append(matrix(.query, hidden, queries))
    }
    return tensors + [
      matrix(.keyValueDown, hidden, rank + latent.ropeSize), vector(.keyValueDownNorm, rank),
      Tensor(kind: .keyUp, dimensions: [latent.nopeSize, rank, heads]),
      Tensor(kind: .valueUp, dimensions: [rank, latent.valueSize, heads]),
      matrix(.attentionOutput, heads * latent.valueSize, hidden),
    ]
  }

  private var denseFeedForward: [Tensor] {
    let width = architecture.feedForward
    let gateAndUp =
      has(.fusedProjections)
      ? [matrix(.up, hidden, 2 * width)]
      : [matrix(.gate, hidden, width), matrix(.up, hidden, width)]
    return gateAndUp + [matrix(.down, width, hidden)]
  }

  private func mixture(_ experts: ArchitectureExperts) -> [Tensor] {
    let (count, width) = (experts.count, experts.width)
    var tensors = [
      matrix(.router, hidden, count),
      Tensor(kind: .expertGate, dimensions: [hidden, width, count]),
      Tensor(kind: .expertUp, dimensions: [hidden, width, count]),
      Tensor(kind: .expertDown, dimensions: [width, hidden, count]),
    ]
    if has(.expertBias) {
      tensors += [
        bias(.router, count), bias(.expertGate, width, count), bias(.expertUp, width, count),
        bias(.expertDown, hidden, count),
      ]
    }
    if experts.hasRouterBias { tensors.append(bias(.routerBias, count)) }
    let shared = experts.sharedWidth
    if shared > 0 {
      tensors += [
        matrix(.sharedGate, hidden, shared), matrix(.sharedUp, hidden, shared),
        matrix(.sharedDown, shared, hidden),
      ]
      if has(.sharedExpertGate) { tensors.append(vector(.sharedRouter, hidden)) }
    }
    return tensors
  }
}
