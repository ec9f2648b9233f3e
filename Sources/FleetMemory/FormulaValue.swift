package import FleetValues

extension Formula {
  /// What the formula comes to, within the limits of 64 bits.
  package var value: Int64 {
    switch self {
    case .constant(let number), .input(_, let number, _): number
    case .part(_, _, let part): part.value
    case .sum(let parts): parts.reduce(0) { Saturating.sum($0, $1.value) }
    case .difference(let left, let right): Saturating.difference(left.value, right.value)
    case .product(let parts): parts.reduce(1) { Saturating.product($0, $1.value) }
    case .quotient(let left, let right): Saturating.quotient(left.value, right.value)
    case .ceilDiv(let left, let right): Saturating.ceilingQuotient(left.value, right.value)
    case .pad(let part, let multiple): Saturating.padded(part.value, to: multiple.value)
    case .max(let parts): parts.map(\.value).max() ?? 0
    case .min(let parts): parts.map(\.value).min() ?? 0
    case .select(let condition, let yes, let no): condition.holds ? yes.value : no.value
    }
  }

  package var bytes: Bytes { Bytes(value) }
}
