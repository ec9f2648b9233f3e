/// Which characters a name may hold. Names become paths, unit names, labels
/// and upstreams, so the alphabet is what all of those accept.
package struct NameRule: Sendable {
  /// What the rule calls for, to be put after "must be".
  package let description: String
  private let extra: [UInt8]
  private let allowsCapitals: Bool

  /// `[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?`.
  package static let name = NameRule(
    description: "lower-case letters, digits and inner hyphens, 63 at most",
    extra: [], allowsCapitals: false)
  /// Model names may also hold dots, underscores and capitals.
  package static let model = NameRule(
    description: "letters, digits, dots, underscores and inner hyphens, 63 at most",
    extra: [UInt8(ascii: "."), UInt8(ascii: "_")], allowsCapitals: true)
  /// A label of a DNS name.
  package static let label = NameRule(
    description: "letters, digits and inner hyphens, 63 at most", extra: [], allowsCapitals: true)

  package func accepts(_ text: some StringProtocol) -> Bool {
    let bytes = Array(text.utf8)
    guard (1...63).contains(bytes.count) else { return false }
    return bytes.indices.allSatisfy { index in
      let isEdge = index == 0 || index == bytes.count - 1
      return isLetterOrDigit(bytes[index])
        || (!isEdge && (bytes[index] == UInt8(ascii: "-") || extra.contains(bytes[index])))
    }
  }

  /// The nearest name that the rule accepts, or nil where nothing is left.
  package func suggestion(for text: String) -> String? {
    let source = allowsCapitals ? text : text.lowercased()
    let bytes = source.utf8.map { byte in
      isLetterOrDigit(byte) || extra.contains(byte) ? byte : UInt8(ascii: "-")
    }
    let kept = bytes.drop { !isLetterOrDigit($0) }.prefix(63)
    let end = kept.lastIndex { isLetterOrDigit($0) }
    return end.map { String(decoding: kept[...$0], as: UTF8.self) }
  }

  private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): allowsCapitals
    default: false
    }
  }
}
