/// An amount of memory or disk, in bytes, that remembers how it was written.
///
/// Vendors sell "48 GB", drivers print MiB and people mix the two: a number
/// without its unit is the most common mistake in this field. Two amounts are
/// equal when their counts are, however they were written.
package struct Bytes: Sendable {
  package let count: Int64
  /// The unit the amount was written with, or nil where it was computed.
  package let unit: ByteUnit?

  @inlinable
  package init(_ count: Int64, as unit: ByteUnit? = nil) {
    self.count = count
    self.unit = unit
  }

  package static let zero = Bytes(0)

  package static func mebibytes(_ count: Int64) -> Bytes { Bytes(count << 20, as: .mebi) }
  package static func gibibytes(_ count: Int64) -> Bytes { Bytes(count << 30, as: .gibi) }
}

extension Bytes: Hashable, Comparable {
  package static func == (left: Bytes, right: Bytes) -> Bool { left.count == right.count }
  package static func < (left: Bytes, right: Bytes) -> Bool { left.count < right.count }
  package func hash(into hasher: inout Hasher) { hasher.combine(count) }
}

extension Bytes {
  /// Sums saturate: a spec can hold a number near the limit of 64 bits, and an
  /// overflow must read as "far too much", never trap.
  package static func + (left: Bytes, right: Bytes) -> Bytes {
    let (sum, overflow) = left.count.addingReportingOverflow(right.count)
    return Bytes(overflow ? (left.count < 0 ? .min : .max) : sum)
  }

  package static func - (left: Bytes, right: Bytes) -> Bytes {
    let (difference, overflow) = left.count.subtractingReportingOverflow(right.count)
    return Bytes(overflow ? (left.count < 0 ? .min : .max) : difference)
  }

  package static func += (left: inout Bytes, right: Bytes) { left = left + right }

  /// A share of the amount, rounded down.
  package func scaled(by fraction: Fraction) -> Bytes {
    let product = count.multipliedFullWidth(by: fraction.millionths)
    let (quotient, _) = Int64(1_000_000).dividingFullWidth(product)
    return Bytes(quotient)
  }
}

extension Bytes: CustomStringConvertible {
  /// In binary units with one decimal (`42.5 GiB`), exact below one KiB.
  package var description: String { Self.text(count, base: .binary) }

  /// In decimal units with one decimal (`45.6 GB`).
  package var decimalDescription: String { Self.text(count, base: .decimal) }

  /// Both readings: `42.5 GiB (45.6 GB)`.
  package var bothDescriptions: String { "\(description) (\(decimalDescription))" }

  /// Whole mebibytes, rounded to the nearest: what engines print.
  package var mebibytesRounded: Int64 {
    (count >> 20) + (count & 0xFFFFF >= 1 << 19 ? 1 : 0)
  }

  private static func text(_ count: Int64, base: ByteUnit.Base) -> String {
    if count < 0 { return "-" + text(count == .min ? .max : -count, base: base) }
    let units = ByteUnit.allCases.filter { $0.base == base }
    guard let unit = units.last(where: { $0.size <= count }) else { return "\(count) B" }
    let tenths = (count / unit.size) * 10 + (count % unit.size * 10 + unit.size / 2) / unit.size
    return "\(tenths / 10).\(tenths % 10) \(unit.rawValue)"
  }
}
