package import FleetValues

/// How much vLLM takes on at once.
package struct VLLMLimits: Hashable, Sendable {
  /// `--max-num-seqs`.
  package var sequences: Int64
  /// `--max-num-batched-tokens`.
  package var batchedTokens: Int64

  package init(sequences: Int64, batchedTokens: Int64) {
    self.sequences = sequences
    self.batchedTokens = batchedTokens
  }

  /// What vLLM takes where nothing is said, by the card's memory (vLLM
  /// vllm/engine/arg_utils.py, `get_batch_defaults`). The A100 and the GB10 count
  /// as small whatever memory they have.
  package static func usual(total: Bytes, countsAsSmall: Bool) -> VLLMLimits {
    if total >= .gibibytes(160) && !countsAsSmall {
      return VLLMLimits(sequences: 1024, batchedTokens: 16_384)
    }
    let isLarge = total >= .gibibytes(70) && !countsAsSmall
    return isLarge
      ? VLLMLimits(sequences: 1024, batchedTokens: 8192)
      : VLLMLimits(sequences: 256, batchedTokens: 2048)
  }
}
