import FleetDiagnostics

/// A piece of a template's source: literal text, or one tag.
enum TemplateToken {
  case text(Range<Int>)
  case tag(TemplateTag)
}

/// `{{…}}` as it stands in the source.
struct TemplateTag {
  enum Kind: Hashable {
    case hole, trustedHole, section, inverted, end, partial, comment

    /// Whether a line with nothing else on it vanishes with the tag: all but
    /// what writes something in place.
    var mayStandAlone: Bool { self != .hole && self != .trustedHole }
  }

  var kind: Kind
  var name: String
  /// Of the name alone, so that a fix-it can replace it.
  var span: SourceSpan
  /// The tag is the first thing of its source line.
  var startsLine: Bool
  /// The blanks before a tag that has its line to itself; nil for any other.
  var indent: Range<Int>?

  var standsAlone: Bool { indent != nil }

  /// What follows `{{`, and what it makes the tag. No entry: a plain hole.
  static let kinds: [UInt8: Kind] = [
    UInt8(ascii: "{"): .trustedHole, UInt8(ascii: "&"): .trustedHole,
    UInt8(ascii: "#"): .section, UInt8(ascii: "^"): .inverted, UInt8(ascii: "/"): .end,
    UInt8(ascii: ">"): .partial, UInt8(ascii: "!"): .comment,
  ]

  /// The parts of Mustache that are left out, with the reason a message gives.
  static let unsupported: [UInt8: String] = [
    UInt8(ascii: "="): "the delimiters are always '{{' and '}}'",
    UInt8(ascii: "<"): "templates do not inherit; use a partial",
    UInt8(ascii: "$"): "templates do not inherit; use a partial",
    UInt8(ascii: "*"): "the name of a partial is fixed",
  ]

  /// `.`, or a word. A partial's name is a path.
  static func accepts(_ name: some StringProtocol, for kind: Kind) -> Bool {
    let isPath = kind == .partial
    if name == "." { return !isPath }
    guard let first = name.utf8.first, isLetter(first) || (isPath && isDigit(first)) else {
      return false
    }
    return name.utf8.allSatisfy { byte in
      isLetter(byte) || isDigit(byte)
        || (isPath && [UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "-")].contains(byte))
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
      || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
  }
}
