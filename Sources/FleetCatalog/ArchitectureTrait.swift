/// What sets the tensors of a family apart from a plain llama's.
package enum ArchitectureTrait: Hashable, Sendable {
  /// Nobody has listed the tensors of this family here.
  case unlistedTensors
  /// Query, key and value projections have a bias.
  case queryBias
  /// The projection out of attention has a bias.
  case outputBias
  /// Queries and keys are normalised per head.
  case queryNorm
  /// A norm follows attention and another follows the feed-forward block.
  case postNorms
  /// The norm in front of the feed-forward block is called after attention.
  case normAfterAttention
  /// A learnt sink per attention head.
  case attentionSinks
  /// Query, key and value are one matrix; so are gate and up.
  case fusedProjections
  /// The shared expert has a gate of its own.
  case sharedExpertGate
  /// The experts' projections and their router have a bias.
  case expertBias
  /// Configurations state no width of an expert: it is the dense width.
  case expertsAreAsWideAsDense
  /// Embeddings are tied unless the configuration says otherwise.
  case tiesByDefault
  /// GGUF files drop the 64 rows that the configuration counts beyond the
  /// tokenizer's (llama.cpp conversion/gemma.py).
  case trimsVocabulary
}
