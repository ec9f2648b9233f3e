package import FleetValues

/// A sum that explains itself: constants, named inputs and what is done to them.
///
/// A number of the ledger, the sentence beside it and the page about it all come
/// from one formula, so that they cannot disagree.
package indirect enum Formula: Hashable, Sendable {
  case constant(Int64)
  /// A number from the spec, the catalog or an earlier rule.
  case input(String, Int64, FormulaUnit)
  /// A part with a name: shown as the name and its number, explained apart.
  case part(String, FormulaUnit, Formula)
  case sum([Formula])
  case difference(Formula, Formula)
  case product([Formula])
  /// Rounded down.
  case quotient(Formula, Formula)
  /// Rounded up.
  case ceilDiv(Formula, Formula)
  /// Rounded up to a multiple.
  case pad(Formula, to: Formula)
  case max([Formula])
  case min([Formula])
  case select(FormulaCondition, Formula, Formula)
}

/// What an input counts.
package enum FormulaUnit: Hashable, Sendable {
  case bytes
  case count
}

/// A setting that chooses between two parts, with the words for both.
package struct FormulaCondition: Hashable, Sendable {
  package var holds: Bool
  package var words: String

  package init(_ holds: Bool, _ yes: String, otherwise no: String) {
    self.holds = holds
    words = holds ? yes : no
  }
}

extension Formula: ExpressibleByIntegerLiteral {
  package init(integerLiteral value: Int64) { self = .constant(value) }
}

extension Formula {
  package static func count(_ number: Int64, _ name: String) -> Formula {
    .input(name, number, .count)
  }

  /// A part that is an amount of memory.
  package static func named(_ name: String, _ formula: Formula) -> Formula {
    .part(name, .bytes, formula)
  }

  /// A part that counts things.
  package static func counted(_ name: String, _ formula: Formula) -> Formula {
    .part(name, .count, formula)
  }

  /// The name may be empty where the amount speaks for itself.
  package static func bytes(_ number: Int64, _ name: String) -> Formula {
    .input(name, number, .bytes)
  }

  package static func bytes(_ amount: Bytes, _ name: String) -> Formula {
    .input(name, amount.count, .bytes)
  }

  package static func + (left: Formula, right: Formula) -> Formula {
    if case .sum(let parts) = left { .sum(parts + [right]) } else { .sum([left, right]) }
  }

  package static func - (left: Formula, right: Formula) -> Formula { .difference(left, right) }

  package static func * (left: Formula, right: Formula) -> Formula {
    if case .product(let parts) = left {
      .product(parts + [right])
    } else {
      .product([left, right])
    }
  }
}
