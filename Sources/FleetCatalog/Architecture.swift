/// The facts of a model architecture that decide how much memory it takes.
///
/// Made from the keys of a Hugging Face `config.json`. Every number is positive
/// and bounded by `ArchitectureKey.limit`, so that later products of a few of
/// them are the only place where an overflow must be thought of.
package struct Architecture: Hashable, Sendable {
  package var family: ArchitectureFamily
  package var layers: Int64
  /// Width of the residual stream.
  package var hidden: Int64
  /// Width of a dense feed-forward block.
  package var feedForward: Int64
  /// Rows of the embedding, which need not be the tokenizer's size.
  package var vocabulary: Int64
  /// One matrix serves as input lookup and as output head.
  package var tiesEmbeddings: Bool
  package var attention: ArchitectureAttention
  package var experts: ArchitectureExperts?
  package var window: ArchitectureWindow?
  /// Llama 3 files carry a tensor of scaled rotary frequencies.
  package var hasRopeFrequencies: Bool
  /// Longest context it was trained for, where the configuration says so.
  package var trainedContext: Int64?

  /// Whether layer `index` has routed experts in place of one dense block.
  package func hasExperts(inLayer index: Int64) -> Bool {
    experts.map { index >= $0.denseLayers } ?? false
  }

  /// Whether layer `index` attends to a window alone.
  package func slides(inLayer index: Int64) -> Bool { window?.slides(inLayer: index) ?? false }

  /// Layers that attend to everything, and those that attend to a window.
  package var fullLayers: Int64 { layers - slidingLayers }
  package var slidingLayers: Int64 {
    window.map { window in Int64((0..<layers).count { window.slides(inLayer: $0) }) } ?? 0
  }
}
