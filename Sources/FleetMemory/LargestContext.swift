/// The longest context that still passes a judgement. Memory never shrinks with
/// the context, so the answer is found by halving.
package enum LargestContext {
  /// Tokens in steps of `step`, as engines round them; nil where not even one
  /// step passes.
  package static func search(
    upTo limit: Int64, step: Int64 = 256, passes: (Int64) -> Bool
  ) -> Int64? {
    var passing: Int64 = 0
    var failing = limit / step + 1
    while failing - passing > 1 {
      let middle = passing + (failing - passing) / 2
      if passes(middle * step) { passing = middle } else { failing = middle }
    }
    return passing == 0 ? nil : passing * step
  }
}
