/// Whole-number arithmetic that stops at the limits of 64 bits. A spec can hold
/// absurd numbers; their product must read as "far too much", never trap.
enum Saturating {
  static func sum(_ left: Int64, _ right: Int64) -> Int64 {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? (left < 0 ? .min : .max) : sum
  }

  static func difference(_ left: Int64, _ right: Int64) -> Int64 {
    let (difference, overflow) = left.subtractingReportingOverflow(right)
    return overflow ? (left < 0 ? .min : .max) : difference
  }

  static func product(_ left: Int64, _ right: Int64) -> Int64 {
    let (product, overflow) = left.multipliedReportingOverflow(by: right)
    return overflow ? ((left < 0) == (right < 0) ? .max : .min) : product
  }

  static func product(_ factors: [Int64]) -> Int64 { factors.reduce(1, product) }

  /// Rounded down; a division by nothing is far too much.
  static func quotient(_ left: Int64, _ right: Int64) -> Int64 {
    right > 0 ? left / right : .max
  }

  static func ceilingQuotient(_ left: Int64, _ right: Int64) -> Int64 {
    guard right > 0 else { return .max }
    return left / right + (left % right > 0 ? 1 : 0)
  }

  static func padded(_ number: Int64, to multiple: Int64) -> Int64 {
    product(ceilingQuotient(number, multiple), multiple)
  }
}
