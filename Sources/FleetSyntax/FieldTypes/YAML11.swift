import FleetValues

/// What readers of YAML 1.1 (most of them, still) make of a plain scalar. A name
/// they would not read as text is no name: generated files and other tools hold
/// it too.
enum YAML11 {
  /// `a boolean`, `a number`, `a date`, or nil for plain text.
  static func meaning(of text: String) -> String? {
    switch text.lowercased() {
    case "y", "n", "yes", "no", "on", "off", "true", "false": return "a boolean"
    case "null", "~", "": return "nothing"
    case ".inf", "+.inf", "-.inf", ".nan": return "a number"
    default: break
    }
    if isNumber(text.lowercased()) { return "a number" }
    return isDate(text) ? "a date" : nil
  }

  private static func isNumber(_ text: String) -> Bool {
    let digits = text.filter { $0 != "_" }.drop { $0 == "+" || $0 == "-" }
    if digits.isEmpty { return false }
    for (prefix, radix) in [("0x", 16), ("0b", 2), ("0o", 8)] where digits.hasPrefix(prefix) {
      return Int64(digits.dropFirst(2), radix: radix) != nil
    }
    // `190:20:30` is a number in base 60; names hold no colon, models neither.
    let parts = digits.split(separator: "e", maxSplits: 1, omittingEmptySubsequences: false)
    let isExponent = parts.count == 1 || DecimalNumber.isDigits(parts[1].drop { "+-".contains($0) })
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    return isExponent && mantissa.count <= 2 && mantissa.contains { !$0.isEmpty }
      && mantissa.allSatisfy { $0.isEmpty || DecimalNumber.isDigits($0) }
  }

  private static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 3 && parts[0].count == 4 && parts.allSatisfy(DecimalNumber.isDigits)
      && parts[1...].allSatisfy { (1...2).contains($0.count) }
  }
}
