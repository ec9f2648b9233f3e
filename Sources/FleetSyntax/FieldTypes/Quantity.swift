package import FleetValues

/// Numbers with a unit: which units there are, and how a person may have meant
/// one that is not written so.
struct UnitTable: Sendable {
  struct Unit: Sendable {
    var suffix: String
    var multiplier: Int64
  }

  var units: [Unit]
  /// Whether a bare number is fine, and counts ones.
  var allowsBare = false
  /// What to propose behind a bare number.
  var examples: [String] = []
  var allowsZero = false
  /// Whether a space may stand before the unit.
  var allowsSpace = false
  /// Whether only whole ones make sense.
  var isWhole = false
  /// Above it nothing real can be meant, and sums of several would overflow.
  var limit: Int64
  /// The limit as messages say it.
  var limitText: String

  func parse(_ text: String) -> Parsed<(value: Int64, unit: String)> {
    let split = text.firstIndex { !($0.isNumber || $0 == "." || $0 == ",") } ?? text.endIndex
    let (number, written) = (String(text[..<split]), text[split...])
    let suffix = allowsSpace ? written.drop { $0 == " " } : written
    guard let decimal = DecimalNumber(number) else { return .wrong(meant: spelling(of: text)) }
    guard let unit = units.first(where: { $0.suffix == suffix }) else {
      if suffix.isEmpty {
        if decimal.isZero && allowsZero { return .value((0, "")) }
        if !allowsBare { return .unitMissing(examples: examples) }
        return value(decimal, Unit(suffix: "", multiplier: 1))
      }
      return .wrong(meant: spelling(of: text))
    }
    return value(decimal, unit)
  }

  private func value(_ decimal: DecimalNumber, _ unit: Unit) -> Parsed<(value: Int64, unit: String)>
  {
    guard let value = decimal.times(unit.multiplier), value <= limit else {
      return .refused(reason: "is more than \(limitText)")
    }
    if isWhole && !decimal.isWhole(times: unit.multiplier) {
      return .refused(reason: "must come out whole")
    }
    if value == 0 && !(decimal.isZero && allowsZero) {
      return .refused(reason: "must be above 0")
    }
    return .value((value, unit.suffix))
  }

  /// The text with its number and its unit spelled as the table has them.
  private func spelling(of text: String) -> String? {
    let split = text.firstIndex { $0.isLetter && !($0 == "x" || $0 == "e") } ?? text.endIndex
    let number = text[..<split].filter { $0 != " " }
    let suffix = text[split...].lowercased().filter { $0 != " " }
    guard let digits = decimalSpelling(of: String(number)) else { return nil }
    let match =
      units.first { $0.suffix.lowercased() == suffix }
      ?? units.first { $0.suffix.lowercased() == suffix + "b" && !suffix.isEmpty }
    if let match {
      return digits + (allowsSpace ? " " : "") + match.suffix
    }
    return suffix.isEmpty && allowsBare ? digits : nil
  }
}

extension FieldType where Value == Bytes {
  /// `600 MiB`, `44GiB`, `16 GB`.
  package static let size = size(allowsZero: false)
  /// A size whose default is 0.
  package static let sizeOrZero = size(allowsZero: true)

  private static func size(allowsZero: Bool) -> FieldType {
    let table = UnitTable(
      units: ByteUnit.allCases.map { .init(suffix: $0.rawValue, multiplier: $0.size) },
      examples: [" GB", " GiB"], allowsZero: allowsZero, allowsSpace: true,
      limit: 1 << 50, limitText: "1024 TiB")
    return .scalar("a size such as `16 GB`", .quantity("size", example: "16 GB")) { text in
      table.parse(text).map { Bytes($0.value, as: ByteUnit(rawValue: $0.unit)) }
    }
  }
}

extension FieldType where Value == TimeSpan {
  /// `500ms`, `5s`, `10m`, `24h`, `30d`.
  package static let duration = FieldType.scalar(
    "a duration such as `30s`", .quantity("duration", example: "30s")
  ) { text in
    UnitTable(
      units: TimeSpan.units.map { .init(suffix: $0.suffix, multiplier: $0.milliseconds) },
      examples: ["s", "m"], limit: 3650 * 86_400_000, limitText: "3650d"
    ).parse(text).map { TimeSpan(milliseconds: $0.value) }
  }
}

extension FieldType where Value == Int {
  /// `8192`, `8k`, `128k`, `1M`, in powers of 1024.
  package static let tokens = FieldType.scalar(
    "a number of tokens such as `8k`", .quantity("tokens", example: "8k")
  ) { text in
    UnitTable(
      units: [.init(suffix: "k", multiplier: 1024), .init(suffix: "M", multiplier: 1024 * 1024)],
      allowsBare: true, isWhole: true, limit: 1 << 31, limitText: "2048M"
    ).parse(text).map { Int($0.value) }
  }

  /// A whole number within a range.
  package static func integer(_ range: ClosedRange<Int>) -> FieldType {
    let noun =
      range.count == 1
      ? "`\(range.lowerBound)`"
      : range.upperBound == .max
        ? "a whole number of at least \(range.lowerBound)"
        : "a whole number from \(range.lowerBound) to \(range.upperBound)"
    return .scalar(noun, .integer(range)) { text in
      guard let number = DecimalNumber.wholeNumber(text), range.contains(number) else {
        let meant = decimalSpelling(of: text).flatMap(Int.init)
        return .wrong(meant: meant.flatMap { range.contains($0) ? String($0) : nil })
      }
      return .value(number)
    }
  }
}

extension Parsed {
  func map<Result>(_ transform: (Value) -> Result) -> Parsed<Result> {
    switch self {
    case .value(let value): .value(transform(value))
    case .wrong(let meant): .wrong(meant: meant)
    case .refused(let reason): .refused(reason: reason)
    case .unitMissing(let examples): .unitMissing(examples: examples)
    }
  }
}
