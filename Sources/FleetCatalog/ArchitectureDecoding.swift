package import FleetJSON

extension Architecture {
  /// Reads the keys of a Hugging Face `config.json`. An unknown `model_type`
  /// still gives all that its numbers say; its family then lists no tensors.
  package init(configuration: JSONValue) throws(ArchitectureProblem) {
    let reader = ArchitectureReader(
      configuration: try ArchitectureConfiguration(configuration))
    self = try reader.architecture()
  }
}

/// Reads one configuration with the defaults of its family.
private struct ArchitectureReader {
  let configuration: ArchitectureConfiguration

  func architecture() throws(ArchitectureProblem) -> Architecture {
    let family = ArchitectureFamily.named(try configuration.text("model_type"))
    let experts = try experts(of: family)
    let width = try feedForward(experts)
    let tied = try configuration.flag("tie_word_embeddings") ?? family.has(.tiesByDefault)
    return Architecture(
      family: family, layers: try required(.layers, family),
      hidden: try required(.hidden, family), feedForward: width,
      vocabulary: try vocabulary(of: family), tiesEmbeddings: tied,
      attention: try attention(of: family), experts: experts, window: try window(of: family),
      hasRopeFrequencies: try hasRopeFrequencies(family),
      trainedContext: try configuration.number(.trainedContext))
  }

  private func number(
    _ key: ArchitectureKey, _ family: ArchitectureFamily
  ) throws(ArchitectureProblem) -> Int64? {
    try configuration.number(key) ?? family.defaults[key]
  }

  private func required(
    _ key: ArchitectureKey, _ family: ArchitectureFamily
  ) throws(ArchitectureProblem) -> Int64 {
    if let known = try number(key, family) { return known }
    return try configuration.required(key)
  }

  /// A model with experts in every layer need not state a dense width.
  private func feedForward(_ experts: ArchitectureExperts?) throws(ArchitectureProblem) -> Int64 {
    if let width = try configuration.number(.feedForward) { return width }
    if let experts, experts.denseLayers == 0 { return experts.width }
    return try configuration.required(.feedForward)
  }

  private func vocabulary(of family: ArchitectureFamily) throws(ArchitectureProblem) -> Int64 {
    let rows = try required(.vocabulary, family)
    return family.has(.trimsVocabulary) && rows == 262_208 ? 262_144 : rows
  }

  private func attention(
    of family: ArchitectureFamily
  ) throws(ArchitectureProblem) -> ArchitectureAttention {
    let heads = try required(.attentionHeads, family)
    let pairs = try number(.keyValueHeads, family) ?? heads
    let latent = try latent()
    if latent == nil && heads % pairs != 0 {
      throw problem(.keyValueHeads, .doesNotDivide(ArchitectureKey.attentionHeads.spellings[0]))
    }
    let headSize = try headSize(heads: heads, latent: latent, family)
    let stated = try configuration.flag("attention_bias_qkv", "attention_bias")
    return ArchitectureAttention(
      heads: heads, keyValueHeads: pairs, headSize: headSize,
      hasBias: stated ?? false || family.has(.queryBias), latent: latent)
  }

  private func headSize(
    heads: Int64, latent: ArchitectureAttention.Latent?, _ family: ArchitectureFamily
  ) throws(ArchitectureProblem) -> Int64 {
    if let latent { return latent.nopeSize + latent.ropeSize }
    if let stated = try number(.headSize, family) { return stated }
    let hidden = try required(.hidden, family)
    if hidden % heads != 0 {
      throw problem(.attentionHeads, .doesNotDivide(ArchitectureKey.hidden.spellings[0]))
    }
    return hidden / heads
  }

  private func latent() throws(ArchitectureProblem) -> ArchitectureAttention.Latent? {
    guard let rank = try configuration.number(.keyValueRank) else { return nil }
    let queryRank = try configuration.number(.queryRank)
    return ArchitectureAttention.Latent(
      keyValueRank: rank, ropeSize: try configuration.required(.ropeSize),
      queryRank: queryRank == 0 ? nil : queryRank,
      nopeSize: try configuration.required(.nopeSize),
      valueSize: try configuration.required(.valueSize))
  }

  private func experts(
    of family: ArchitectureFamily
  ) throws(ArchitectureProblem) -> ArchitectureExperts? {
    guard let count = try configuration.number(.experts), count > 0 else { return nil }
    let active = try configuration.required(.activeExperts)
    if active > count {
      throw problem(.activeExperts, .exceeds(ArchitectureKey.experts.spellings[0]))
    }
    let width = try expertWidth(of: family)
    let router = try configuration.flag("router_bias")
    return ArchitectureExperts(
      count: count, active: active, width: width, sharedWidth: try sharedWidth(ofExperts: width),
      denseLayers: try configuration.number(.denseLayers) ?? 0,
      hasRouterBias: router ?? (configuration.text(at: "topk_method") == "noaux_tc"))
  }

  private func expertWidth(of family: ArchitectureFamily) throws(ArchitectureProblem) -> Int64 {
    if let width = try configuration.number(.expertWidth) { return width }
    let usual = family.has(.expertsAreAsWideAsDense)
    return try configuration.required(usual ? .feedForward : .expertWidth)
  }

  /// Stated as a width by some families and as a number of experts by others.
  private func sharedWidth(ofExperts width: Int64) throws(ArchitectureProblem) -> Int64 {
    if let shared = try configuration.number(.sharedWidth) { return shared }
    let (product, overflow) = (try configuration.number(.sharedExperts) ?? 0)
      .multipliedReportingOverflow(by: width)
    if overflow || product > ArchitectureKey.sharedWidth.limit {
      throw problem(.sharedExperts, .tooLarge(limit: ArchitectureKey.sharedWidth.limit / width))
    }
    return product
  }

  /// Other families state a window that llama.cpp does not use.
  private func window(
    of family: ArchitectureFamily
  ) throws(ArchitectureProblem) -> ArchitectureWindow? {
    guard let usual = family.windowPattern, let tokens = try number(.slidingWindow, family),
      tokens > 0
    else { return nil }
    return ArchitectureWindow(
      tokens: tokens, pattern: try configuration.number(.windowPattern) ?? usual)
  }

  private func hasRopeFrequencies(_ family: ArchitectureFamily) throws(ArchitectureProblem) -> Bool
  {
    if let stated = try configuration.flag("rope_freqs") { return stated }
    let kind = configuration.text(at: "rope_scaling", "rope_type")
    return family == .llama && kind == "llama3"
  }

  private func problem(
    _ key: ArchitectureKey, _ reason: ArchitectureProblem.Reason
  ) -> ArchitectureProblem {
    ArchitectureProblem(key: key.spellings[0], reason: reason)
  }
}
