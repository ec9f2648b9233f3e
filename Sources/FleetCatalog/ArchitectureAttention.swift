/// How the attention of a model is shaped.
package struct ArchitectureAttention: Hashable, Sendable {
  package var heads: Int64
  /// Heads of keys and values. Meaningless for the cache where `latent` is set.
  package var keyValueHeads: Int64
  /// Values a head holds; not always the hidden width over the heads.
  package var headSize: Int64
  package var hasBias: Bool
  package var latent: Latent?

  /// Multi-head latent attention: keys and values are rebuilt from one narrow
  /// vector, and only that vector is cached.
  package struct Latent: Hashable, Sendable {
    package var keyValueRank: Int64
    package var ropeSize: Int64
    /// Nil where queries are not compressed.
    package var queryRank: Int64?
    package var nopeSize: Int64
    package var valueSize: Int64

    package init(
      keyValueRank: Int64, ropeSize: Int64, queryRank: Int64?, nopeSize: Int64, valueSize: Int64
    ) {
      self.keyValueRank = keyValueRank
      self.ropeSize = ropeSize
      self.queryRank = queryRank
      self.nopeSize = nopeSize
      self.valueSize = valueSize
    }
  }

  package init(
    heads: Int64, keyValueHeads: Int64, headSize: Int64, hasBias: Bool, latent: Latent?
  ) {
    self.heads = heads
    self.keyValueHeads = keyValueHeads
    self.headSize = headSize
    self.hasBias = hasBias
    self.latent = latent
  }

  /// Query heads that share one head of keys and values. A latent cache has one.
  package var sharing: Int64 { latent == nil ? heads / keyValueHeads : heads }
}
