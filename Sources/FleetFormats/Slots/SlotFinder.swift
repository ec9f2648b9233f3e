import FleetValues

/// Finds the slots of a compiled template's holes: every way through its
/// sections is followed, none, once or many times, and a hole's slot must be the
/// same on each.
struct SlotFinder {
  private let operations: [Template.Operation]
  private let literals: [UInt8]
  private let holes: [Template.Hole]
  private let sections: [(section: Template.Section, repeats: Bool)]
  private let escapes: [UInt8]
  /// By hole, what it was found to be.
  private var found: [Set<Slot>]
  private var cut: Set<Int> = []

  /// The slot of each hole. Where the ways differ it is one that carries no text.
  static func slots(
    of operations: [Template.Operation], _ literals: [UInt8], _ holes: [Template.Hole],
    _ sections: [(section: Template.Section, repeats: Bool)], in format: TemplateFormat
  ) -> [Slot] {
    var finder = SlotFinder(
      operations: operations, literals: literals, holes: holes, sections: sections,
      escapes: format.escapes, found: Array(repeating: [], count: holes.count))
    _ = finder.follow(0..<operations.count, from: [Way(state: format.start)])
    return holes.indices.map { finder.slot(of: $0) }
  }

  /// Where a reader is, and what it read last.
  private struct Way: Hashable {
    var state: SlotState
    var last: UInt8 = 0
  }

  private func slot(of hole: Int) -> Slot {
    if let forbidden = found[hole].first(where: { if case .forbidden = $0 { true } else { false } })
    {
      return forbidden
    }
    if cut.contains(hole) { return .plain("a word that goes on after the hole") }
    if found[hole].count == 1, let slot = found[hole].first { return slot }
    // The stricter of those that take plain values.
    if found[hole].contains(.systemdProgram) { return .systemdProgram }
    return .plain("a place that depends on which sections are taken")
  }

  /// The ways that leave the steps, for those that enter them.
  private mutating func follow(_ range: Range<Int>, from start: Set<Way>) -> Set<Way> {
    var ways = start
    var step = range.lowerBound
    while step < range.upperBound {
      switch operations[step] {
      case .literal(let first, let end, _):
        ways = Set(ways.map { read(first..<end, on: $0) })
      case .hole(let index):
        ways = Set(ways.map { pass(index, on: $0) })
      case .section(let index):
        let section = sections[index]
        ways = enter(step + 1..<section.section.end, section.repeats, from: ways)
        step = section.section.end - 1
      }
      step += 1
    }
    return ways
  }

  private mutating func enter(
    _ body: Range<Int>, _ repeats: Bool, from start: Set<Way>
  ) -> Set<Way> {
    var all = start
    var new = start
    // The states of a format are finitely many, so that this ends.
    while !new.isEmpty {
      new = follow(body, from: new).subtracting(all)
      all.formUnion(new)
      if !repeats { break }
    }
    return all
  }

  private mutating func read(_ range: Range<Int>, on way: Way) -> Way {
    var way = way
    for byte in literals[range] {
      if let hole = way.state.read(byte) { cut.insert(hole) }
      way.last = byte
    }
    return way
  }

  private mutating func pass(_ index: Int, on way: Way) -> Way {
    var way = way
    let hole = holes[index]
    if escapes.contains(way.last) {
      let sign = Character(Unicode.Scalar(way.last))
      found[index].insert(.forbidden("right after '\(sign)', which gives it another meaning"))
    }
    found[index].insert(way.state.slot)
    if let other = way.state.pass(hole: index, isText: hole.kind == .text) { cut.insert(other) }
    way.last = 0
    return way
  }
}
