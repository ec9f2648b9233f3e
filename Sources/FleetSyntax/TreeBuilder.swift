import FleetDiagnostics
import FleetValues

/// Collects the nodes of a document as its events come in.
struct TreeBuilder: ~Copyable {
  /// How many values aliases may stand for, all together.
  static let expansionLimit = 100_000

  private let file: FileID
  private var records: [SyntaxTree.Record] = []
  private var children: [Int32] = []
  private var pool: [UInt8] = []
  /// How many values each anchored node stands for, itself included.
  private var sizes: [Int32: Int] = [:]
  private(set) var anchors: [String: Int32] = [:]
  private(set) var expansions = 0
  private(set) var diagnostics: [Diagnostic] = []

  init(file: FileID) { self.file = file }

  mutating func scalar(_ event: consuming EventStream.Event) -> Int32 {
    let first = pool.count
    event.append(to: &pool)
    var kind = SyntaxTree.Kind.quotedScalar
    if case .scalar(isPlain: true) = event.kind { kind = .plainScalar }
    // A block scalar's mark ends where the next token begins.
    let end = event.isBlock ? max(event.start, event.end - 1) : event.end
    return add(kind, event.start, end, first: first, count: pool.count - first)
  }

  mutating func alias(of target: Int32, _ start: Int, _ end: Int) -> Int32 {
    expansions += sizes[target] ?? 1
    return add(.alias, start, end, first: Int(target), count: 0)
  }

  /// Gives a complete value its anchor. A later anchor of that name wins.
  mutating func anchor(_ index: Int32, as name: String) {
    anchors[name] = index
    sizes[index] = size(of: index)
  }

  /// - Parameter end: nil for a block, which ends with its last child: libyaml's
  ///   own mark stands at the next token, behind blank lines and comments.
  mutating func collection(
    _ kind: SyntaxTree.Kind, _ items: [Int32], _ start: Int, _ end: Int?
  ) -> Int32 {
    let first = children.count
    children += items
    let last = items.last.map { Int(records[Int($0)].end) } ?? start
    return add(kind, start, max(start, end ?? last), first: first, count: items.count)
  }

  consuming func finished() -> SyntaxTree {
    SyntaxTree(file: file, records: records, children: children, pool: pool)
  }

  func isMergeKey(_ key: Int32) -> Bool {
    let record = records[Int(key)]
    return record.kind == .plainScalar && record.count == 2
      && pool[Int(record.first)] == UInt8(ascii: "<")
      && pool[Int(record.first) + 1] == UInt8(ascii: "<")
  }

  /// Reports each key that stands a second time, and keeps the first.
  mutating func removeDuplicateKeys(_ items: inout [Int32]) {
    guard items.count > 2 else { return }
    var seen: [ArraySlice<UInt8>: Int32] = [:]
    seen.reserveCapacity(items.count / 2)
    var kept: [Int32] = []
    for index in stride(from: 0, to: items.count, by: 2) {
      let record = records[Int(items[index])]
      let text = pool[Int(record.first)..<Int(record.first + record.count)]
      if let first = seen[text] {
        report(duplicate: items[index], of: first, String(decoding: text, as: UTF8.self))
      } else {
        seen[text] = items[index]
        kept += items[index...index + 1]
      }
    }
    items = kept
  }

  private mutating func report(duplicate: Int32, of first: Int32, _ text: String) {
    diagnostics.append(
      Diagnostic(
        SyntaxParser.duplicateKey, "`\(text)` is written twice", at: span(of: duplicate),
        notes: [.init("`\(text)` stands here first", at: span(of: first))],
        help: ["keep one of them: readers of YAML disagree on which one counts"]))
  }

  private func span(of index: Int32) -> SourceSpan {
    let record = records[Int(index)]
    return SourceSpan(file: file, start: Int(record.start), end: Int(record.end))
  }

  private mutating func add(
    _ kind: SyntaxTree.Kind, _ start: Int, _ end: Int, first: Int, count: Int
  ) -> Int32 {
    let index = Int32(records.count)
    records.append(
      SyntaxTree.Record(
        kind: kind, start: Int32(start), end: Int32(end), first: Int32(first),
        count: Int32(count)))
    return index
  }

  private func size(of index: Int32) -> Int {
    if let size = sizes[index] { return size }
    let record = records[Int(index)]
    switch record.kind {
    case .plainScalar, .quotedScalar: return 1
    case .alias: return size(of: record.first)
    case .sequence, .mapping:
      let items = children[Int(record.first)..<Int(record.first + record.count)]
      return items.reduce(1) { min($0 + size(of: $1), 1 << 40) }
    }
  }
}
