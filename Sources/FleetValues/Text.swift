/// Text a person wrote, of any content that a file can carry at all: no
/// control and no bidirectional characters, 2,048 bytes at most.
///
/// It may stand only in the slots of a format that quote it; which those are is
/// decided where a template is compiled, by this type and not by inspection.
package struct Text: Hashable, Sendable {
  package let string: String

  package static let byteLimit = 2048

  package enum Problem: Error, Hashable, Sendable {
    case tooLong(bytes: Int)
    case control(Unicode.Scalar)
    case bidirectional(Unicode.Scalar)
  }

  package init(_ string: String) throws(Problem) {
    if let problem = Self.problem(in: string) { throw problem }
    self.string = string
  }

  package init(_ plain: Plain) { string = plain.text }

  /// Where `lineEnds` are allowed the text is for people alone (`about`).
  package static func problem(in string: String, lineEnds: Bool = false) -> Problem? {
    if string.utf8.count > byteLimit { return .tooLong(bytes: string.utf8.count) }
    for scalar in string.unicodeScalars {
      if lineEnds && scalar == "\n" { continue }
      if scalar.properties.generalCategory == .control || scalar == "\u{2028}"
        || scalar == "\u{2029}"
      {
        return .control(scalar)
      }
      if isBidirectional(scalar) { return .bidirectional(scalar) }
    }
    return nil
  }

  /// The formatting characters that reorder what a person sees: marks,
  /// embeddings, overrides and isolates (the "Trojan Source" set).
  private static func isBidirectional(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

extension Text: CustomStringConvertible {
  package var description: String { string }
}

extension Text.Problem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .tooLong(let bytes): "is \(bytes) bytes long, of \(Text.byteLimit) at most"
    case .control(let scalar): "holds the control character \(Self.name(scalar))"
    case .bidirectional(let scalar):
      "holds the bidirectional character \(Self.name(scalar)), which hides what a reader sees"
    }
  }

  private static func name(_ scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
  }
}
