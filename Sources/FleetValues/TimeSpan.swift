/// A length of time in milliseconds.
package struct TimeSpan: Hashable, Comparable, Sendable {
  package let milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  package static func seconds(_ count: Int64) -> TimeSpan { TimeSpan(milliseconds: count * 1000) }

  package static func < (left: TimeSpan, right: TimeSpan) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The units a spec may write, smallest first, with their milliseconds.
  package static let units: [(suffix: String, milliseconds: Int64)] = [
    ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
  ]

  /// Whole seconds, rounded up: for formats that know no shorter unit.
  package var secondsRoundedUp: Int64 { (milliseconds + 999) / 1000 }
}

extension TimeSpan: CustomStringConvertible {
  /// In the largest unit that says it exactly: `500ms`, `5m`, `90s`.
  package var description: String {
    let unit = Self.units.last { milliseconds % $0.milliseconds == 0 && milliseconds != 0 }
    return unit.map { "\(milliseconds / $0.milliseconds)\($0.suffix)" } ?? "0s"
  }
}
