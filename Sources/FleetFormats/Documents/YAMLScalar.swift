import FleetJSON

/// How a string is written in YAML so that every reader gets a string back.
///
/// Readers disagree about what is bare: `no`, `022`, `1e3`, `12:30:45`,
/// `2027-06-01`, `=` and `<<` are all something else to one of them. So a string
/// is bare only where none could think so, and in double quotes otherwise, in
/// the escapes that YAML shares with JSON.
enum YAMLScalar {
  /// Words that are a boolean or nothing to YAML 1.1, in lower case.
  private static let reserved: Set<String> = [
    "y", "yes", "n", "no", "true", "false", "on", "off", "null", "nan", "inf",
  ]
  /// What makes digits a duration, and no number to anyone.
  private static let durationUnits: Set<String> = ["ms", "s", "m", "h", "d", "w"]

  static func text(of string: String) -> String {
    isBare(string) ? string : quoted(string)
  }

  static func isBare(_ string: String) -> Bool {
    guard let first = string.utf8.first, string.utf8.count <= 128 else { return false }
    if isDigit(first) { return isDuration(string) }
    guard isLetter(first) || first == UInt8(ascii: "/") else { return false }
    let isWord = string.utf8.allSatisfy { byte in
      isLetter(byte) || isDigit(byte) || Array("_./-".utf8).contains(byte)
    }
    return isWord && !reserved.contains(string.lowercased())
  }

  private static func isDuration(_ string: String) -> Bool {
    string.utf8.first != UInt8(ascii: "0")
      && durationUnits.contains(String(string.drop { $0.isASCII && $0.isNumber }))
  }

  /// JSON's quotes, and escapes for what YAML calls not printable or a line end.
  static func quoted(_ string: String) -> String {
    let text = JSONWriter.quoted(string)
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x80..<0xA0, 0xFEFF, 0xFFFE, 0xFFFF:
        let hex = String(scalar.value, radix: 16)
        let padding = String(repeating: "0", count: 4 - hex.count)
        result.append(contentsOf: ("\\u" + padding + hex).unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
  }
}
