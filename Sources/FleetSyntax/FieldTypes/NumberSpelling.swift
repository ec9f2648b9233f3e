import FleetValues

/// A decimal number as the language writes it: digits, at most one point, no
/// sign, no leading zero, no exponent. Everything else that some reader takes
/// for a number is refused with the spelling that was meant.
struct DecimalNumber: Sendable {
  /// The digits without the point.
  private let digits: Int64
  /// How many of them stand behind it.
  private let decimals: Int

  init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ Self.isDigits($0) }),
      parts[0].count == 1 || parts[0].first != "0",
      let digits = Int64(parts.joined()), parts.count == 1 || parts[1].count <= 18
    else { return nil }
    self.digits = digits
    decimals = parts.count == 2 ? parts[1].count : 0
  }

  var isZero: Bool { digits == 0 }

  /// The number times a unit, rounded down; nil where 64 bits do not hold it.
  func times(_ unit: Int64) -> Int64? {
    let scale = (0..<decimals).reduce(Int64(1)) { power, _ in power * 10 }
    let (whole, overflow) = (digits / scale).multipliedReportingOverflow(by: unit)
    let part = scale.dividingFullWidth((digits % scale).multipliedFullWidth(by: unit)).quotient
    let (sum, carry) = whole.addingReportingOverflow(part)
    return overflow || carry ? nil : sum
  }

  /// Whether the number times a unit leaves no part behind the point.
  func isWhole(times unit: Int64) -> Bool {
    let scale = (0..<decimals).reduce(Int64(1)) { power, _ in power * 10 }
    return scale.dividingFullWidth((digits % scale).multipliedFullWidth(by: unit)).remainder == 0
  }

  /// A whole number in plain decimal digits.
  static func wholeNumber(_ text: some StringProtocol) -> Int? {
    isDigits(text) && (text.count == 1 || text.first != "0") ? Int(text) : nil
  }

  static func isDigits(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
  }
}

/// The plain decimal that a spelling of another convention stands for: `0x10`,
/// `1e3`, `8_080`, `007`, `+5`, `1,5`.
func decimalSpelling(of text: String) -> String? {
  var text = text
  if text.hasPrefix("+") { text.removeFirst() }
  text.removeAll { $0 == "_" }
  if let comma = text.firstIndex(of: ","), text.lastIndex(of: ",") == comma {
    text.replaceSubrange(comma...comma, with: ".")
  }
  let radices: [(prefix: String, radix: Int)] = [("0x", 16), ("0o", 8), ("0b", 2)]
  for (prefix, radix) in radices where text.lowercased().hasPrefix(prefix) {
    return Int64(text.dropFirst(2), radix: radix).map(String.init)
  }
  let parts = text.lowercased().split(separator: "e", omittingEmptySubsequences: false)
  if parts.count == 2, let power = Int(parts[1]), (0...18).contains(power),
    let number = DecimalNumber(parts[0]),
    let value = number.times((0..<power).reduce(Int64(1)) { ten, _ in ten * 10 })
  {
    return String(value)
  }
  while text.count > 1, text.hasPrefix("0"), !text.hasPrefix("0.") { text.removeFirst() }
  return DecimalNumber(text) == nil ? nil : text
}
