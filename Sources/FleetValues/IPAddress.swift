/// An IPv4 or IPv6 address by its bits, so that two spellings of one address
/// are one address.
package enum IPAddress: Hashable, Sendable {
  case v4(UInt32)
  case v6(high: UInt64, low: UInt64)

  package init?(_ text: String) {
    if let address = Self.parseV4(text) {
      self = .v4(address)
    } else if let groups = Self.parseV6(text) {
      let words = groups.map(UInt64.init)
      self = .v6(
        high: words[0] << 48 | words[1] << 32 | words[2] << 16 | words[3],
        low: words[4] << 48 | words[5] << 32 | words[6] << 16 | words[7])
    } else {
      return nil
    }
  }

  /// 127.0.0.0/8, or ::1.
  package var isLoopback: Bool {
    switch self {
    case .v4(let bits): bits >> 24 == 127
    case .v6(let high, let low): high == 0 && low == 1
    }
  }

  /// The address that stands for every address of a node.
  package var isUnspecified: Bool { self == .v4(0) || self == .v6(high: 0, low: 0) }

  /// The IPv4 address that `::ffff:192.0.2.1` wraps. It is the same machine under
  /// other bits, and no socket of IPv6 alone can be bound to it.
  package var mapped: IPAddress? {
    guard case .v6(0, let low) = self, low >> 32 == 0xFFFF else { return nil }
    return .v4(UInt32(truncatingIfNeeded: low))
  }

  /// Reachable from private networks only (RFC 1918, RFC 4193, link-local,
  /// loopback and the shared range of RFC 6598).
  package var isPrivate: Bool {
    switch self {
    case .v4(let bits):
      isLoopback || bits >> 24 == 10 || bits >> 20 == 0xAC1 || bits >> 16 == 0xC0A8
        || bits >> 16 == 0xA9FE || bits >> 22 == 0x191
    case .v6(let high, _):
      isLoopback || high >> 57 == 0x7E || high >> 54 == 0x3FA
    }
  }

  private static func parseV4(_ text: String) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bits: UInt32 = 0
    for part in parts {
      // A leading zero is octal to some readers and decimal to others.
      guard part.allSatisfy({ $0.isASCII && $0.isNumber }), part == "0" || part.first != "0",
        let octet = UInt8(part)
      else { return nil }
      bits = bits << 8 | UInt32(octet)
    }
    return bits
  }

  /// The eight groups of an address after RFC 4291, `::` and a dotted tail included.
  private static func parseV6(_ text: String) -> [UInt16]? {
    guard text.contains(":"), text.utf8.count <= 45 else { return nil }
    let halves = text.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
    guard halves.count <= 2 else { return nil }
    var sides: [[UInt16]] = []
    for (index, half) in halves.enumerated() {
      guard let groups = groups(half, mayEndDotted: index == halves.count - 1) else { return nil }
      sides.append(groups)
    }
    let count = sides.reduce(0) { $0 + $1.count }
    if halves.count == 1 { return count == 8 ? sides[0] : nil }
    guard count <= 7 else { return nil }
    return sides[0] + Array(repeating: 0, count: 8 - count) + sides[1]
  }

  private static func groups(_ text: Substring, mayEndDotted: Bool) -> [UInt16]? {
    if text.isEmpty { return [] }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    var groups: [UInt16] = []
    for (index, part) in parts.enumerated() {
      if mayEndDotted, index == parts.count - 1, let bits = parseV4(String(part)) {
        groups += [UInt16(truncatingIfNeeded: bits >> 16), UInt16(truncatingIfNeeded: bits)]
      } else if (1...4).contains(part.count), part.allSatisfy(\.isHexDigit),
        let group = UInt16(part, radix: 16)
      {
        groups.append(group)
      } else {
        return nil
      }
    }
    return groups
  }
}

extension IPAddress: CustomStringConvertible {
  /// The canonical text: dotted decimal, or RFC 5952 (lower case, the longest
  /// run of two or more zero groups shortened, the first one of equals).
  package var description: String {
    switch self {
    case .v4(let bits):
      return [24, 16, 8, 0].map { "\(bits >> UInt32($0) & 255)" }.joined(separator: ".")
    case .v6(let high, let low):
      let groups = [high, low].flatMap { word in
        [48, 32, 16, 0].map { UInt16(truncatingIfNeeded: word >> UInt64($0)) }
      }
      return Self.text(of: groups)
    }
  }

  private static func text(of groups: [UInt16]) -> String {
    var best = 0..<0
    var start = 0
    while start < groups.count {
      let end = groups[start...].firstIndex { $0 != 0 } ?? groups.count
      if end - start > max(best.count, 1) { best = start..<end }
      start = max(end, start + 1)
    }
    let hex = groups.map { String($0, radix: 16) }
    if best.isEmpty { return hex.joined(separator: ":") }
    return hex[..<best.lowerBound].joined(separator: ":") + "::"
      + hex[best.upperBound...].joined(separator: ":")
  }
}
