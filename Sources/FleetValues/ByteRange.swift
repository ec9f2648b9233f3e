/// What is expected of an amount of memory, and what it is at most.
package struct ByteRange: Hashable, Sendable {
  package let lower: Bytes
  package let upper: Bytes

  package init(_ lower: Bytes, _ upper: Bytes) {
    self.lower = lower
    self.upper = upper
  }
}

extension ByteRange: CustomStringConvertible {
  /// `2.9 to 3.2 GiB`, or `2.9 GiB` where the two read alike.
  package var description: String {
    let (low, high) = (lower.description, upper.description)
    if low == high { return low }
    let parts = low.split(separator: " ")
    return parts.count == 2 && high.hasSuffix(" \(parts[1])")
      ? "\(parts[0]) to \(high)" : "\(low) to \(high)"
  }
}
