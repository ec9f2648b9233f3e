/// A share between 0 and 1 in whole millionths, so that `0.92` is itself and a
/// product of two machines is the same to the byte.
package struct Fraction: Hashable, Comparable, Sendable {
  package let millionths: Int64

  package init(millionths: Int64) { self.millionths = millionths }

  package static func percent(_ percent: Int64) -> Fraction {
    Fraction(millionths: percent * 10_000)
  }

  package static func < (left: Fraction, right: Fraction) -> Bool {
    left.millionths < right.millionths
  }
}

extension Fraction: CustomStringConvertible {
  /// `0.92`: as few decimals as say it exactly.
  package var description: String {
    let digits = String(abs(millionths) % 1_000_000)
    let padded = String(repeating: "0", count: 6 - digits.count) + digits
    let decimals = padded.reversed().drop { $0 == "0" }.reversed()
    let whole = "\(millionths < 0 ? "-" : "")\(abs(millionths) / 1_000_000)"
    return decimals.isEmpty ? whole : "\(whole).\(String(decimals))"
  }
}
