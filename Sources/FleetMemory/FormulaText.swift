import FleetValues

/// Writes a formula with its numbers filled in.
///
/// A named part stands in the line as its name and amount, and has a line of its
/// own below: `max(logits 10.6 MiB, feed-forward 192.0 MiB + mask 8.0 MiB)`,
/// then `mask = 2 × 8,192 cells × 512 tokens`.
extension Formula {
  /// The equation alone.
  package var equation: String {
    if case .part(_, _, let part) = self { part.equation } else { text(within: .alone) }
  }

  /// One line for every named part, outer before inner, each once.
  package var definitions: [String] {
    var seen: Set<String> = []
    var lines: [String] = []
    collectDefinitions(into: &lines, seen: &seen)
    return lines
  }

  /// The equation and its definitions in one sentence.
  package var sentence: String { ([equation] + definitions).joined(separator: "; ") }

  /// How tightly what surrounds a part binds it.
  private enum Surroundings: Int { case alone, sum, product }

  private func text(within surroundings: Surroundings) -> String {
    switch self {
    case .constant(let number): Self.grouped(number)
    case .input(let name, let number, let unit): Self.labelled(number, name, unit)
    case .part(let name, let unit, let part): Self.labelled(part.value, name, unit)
    case .sum(let parts):
      Self.bracketed(Self.joined(parts, " + ", .sum), surroundings == .product)
    case .difference(let left, let right):
      Self.bracketed(
        "\(left.text(within: .sum)) - \(right.text(within: .product))", surroundings == .product)
    case .product(let parts): Self.joined(parts, " × ", .product)
    case .quotient(let left, let right):
      Self.bracketed(
        "\(left.text(within: .product)) / \(right.text(within: .product))",
        surroundings == .product)
    case .ceilDiv(let left, let right): Self.call("ceil", "\(left.inner) / \(right.inner)")
    case .pad(let part, let multiple): Self.call("pad", "\(part.inner), \(multiple.inner)")
    case .max(let parts): Self.call("max", Self.joined(parts, ", ", .alone))
    case .min(let parts): Self.call("min", Self.joined(parts, ", ", .alone))
    case .select(let condition, let yes, let no):
      "\((condition.holds ? yes : no).text(within: .product)) (\(condition.words))"
    }
  }

  private var inner: String { text(within: .alone) }

  private func collectDefinitions(into lines: inout [String], seen: inout Set<String>) {
    if case .part(let name, _, let part) = self, seen.insert(name).inserted {
      lines.append("\(name) = \(part.equation)")
    }
    for part in parts { part.collectDefinitions(into: &lines, seen: &seen) }
  }

  /// The parts that show in the text, so the branch not taken is not among them.
  private var parts: [Formula] {
    switch self {
    case .constant, .input: []
    case .part(_, _, let part): [part]
    case .sum(let parts), .product(let parts), .max(let parts), .min(let parts): parts
    case .difference(let left, let right), .quotient(let left, let right),
      .ceilDiv(let left, let right), .pad(let left, to: let right):
      [left, right]
    case .select(let condition, let yes, let no): [condition.holds ? yes : no]
    }
  }

  private static func joined(
    _ parts: [Formula], _ sign: String, _ surroundings: Surroundings
  ) -> String {
    parts.map { $0.text(within: surroundings) }.joined(separator: sign)
  }

  private static func call(_ name: String, _ arguments: String) -> String {
    "\(name)(\(arguments))"
  }

  private static func bracketed(_ text: String, _ needed: Bool) -> String {
    needed ? "(\(text))" : text
  }

  private static func labelled(_ number: Int64, _ name: String, _ unit: FormulaUnit) -> String {
    let words = unit == .count ? [grouped(number), name] : [name, amount(number)]
    return words.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func amount(_ count: Int64) -> String {
    abs(count) < 1 << 20 ? "\(grouped(count)) B" : Bytes(count).description
  }

  /// `152,064`.
  static func grouped(_ number: Int64) -> String {
    let digits = Array(String(number.magnitude))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return number < 0 ? "-\(text)" : text
  }
}
