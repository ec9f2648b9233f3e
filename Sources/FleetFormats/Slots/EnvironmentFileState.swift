/// A reader of `NAME=value` lines, as `EnvironmentFile=` reads them.
///
/// Text may be the whole of a value. A quote or a backslash in the template's
/// own text may reach over line ends, after which nothing is sure: from there on
/// only plain values are taken.
struct EnvironmentFileState: Hashable, Sendable {
  private enum Place: Hashable { case lineStart, comment, name, valueStart, value, unknown }

  private var place = Place.lineStart
  private var textHole: Int?

  var slot: Slot {
    switch place {
    case .valueStart: .environmentFileValue
    case .lineStart, .name: .plain("the name of a variable")
    case .comment: .plain("a comment")
    case .value: .plain("the middle of a value")
    case .unknown: .plain("what follows a quote or a backslash")
    }
  }

  mutating func read(_ byte: UInt8) -> Int? {
    let cut = byte == UInt8(ascii: "\n") ? nil : textHole
    textHole = nil
    switch (place, byte) {
    case (.unknown, _), (_, UInt8(ascii: "\\")): place = .unknown
    case (_, UInt8(ascii: "\n")): place = .lineStart
    case (.comment, _): break
    case (.lineStart, UInt8(ascii: "#")), (.lineStart, UInt8(ascii: ";")): place = .comment
    case (.lineStart, UInt8(ascii: "=")), (.name, UInt8(ascii: "=")): place = .valueStart
    case (.lineStart, let byte): place = isBlank(byte) ? .lineStart : .name
    case (.name, _): break
    case (.valueStart, UInt8(ascii: "\"")), (.valueStart, UInt8(ascii: "'")),
      (.value, UInt8(ascii: "\"")), (.value, UInt8(ascii: "'")):
      place = .unknown
    case (.valueStart, let byte): place = isBlank(byte) ? .valueStart : .value
    case (.value, _): break
    }
    return cut
  }

  mutating func pass(hole: Int, isText: Bool) -> Int? {
    let cut = textHole
    textHole = isText ? hole : nil
    switch place {
    case .lineStart: place = .name
    case .valueStart: place = .value
    case .comment, .name, .value, .unknown: break
    }
    return cut
  }
}
