package import FleetDiagnostics

/// Builds the located tree of the one document in a file.
///
/// A duplicate key, a tag or a merge key is reported and stepped over, so that
/// the rest of the file is still checked; after anything else nothing is usable.
package struct SyntaxParser: ~Copyable {
  /// No spec is deeper; a hostile one can be, and everything after recurses.
  static let depthLimit = 100

  private let file: SourceFile
  private var events: EventStream
  private var builder: TreeBuilder
  private var diagnostics: [Diagnostic] = []

  private struct Stop: Error {}

  private init(_ file: SourceFile) {
    self.file = file
    events = EventStream(file.bytes)
    builder = TreeBuilder(file: file.id)
  }

  /// The root value, or nil where the file is empty or unusable.
  package static func parse(
    _ file: SourceFile, into diagnostics: inout [Diagnostic]
  ) -> SyntaxNode? {
    if let problem = encodingProblem(in: file) {
      diagnostics.append(problem)
      return nil
    }
    var parser = SyntaxParser(file)
    let root = try? parser.document()
    diagnostics += parser.diagnostics + parser.builder.diagnostics
    guard let root = root ?? nil else { return nil }
    return SyntaxNode(parser.builder.finished(), root)
  }

  private mutating func document() throws(Stop) -> Int32? {
    var root: Int32?
    while true {
      let event = try next()
      switch event.kind {
      case .streamStart, .documentEnd: continue
      case .streamEnd: return root
      case .documentStart:
        if root != nil {
          let span = span(event.start, event.end)
          diagnostics.append(
            Diagnostic(
              Self.secondDocument, "a second document begins here", at: span,
              help: ["keep one spec a file; `---` starts another document"]))
          throw Stop()
        }
      default: root = try node(event, depth: 0)
      }
    }
  }

  private mutating func node(
    _ event: consuming EventStream.Event, depth: Int
  ) throws(Stop) -> Int32 {
    let (start, end, anchor) = (event.start, event.end, event.anchor)
    if event.hasTag { report(tagAt: start, end) }
    let index: Int32
    switch event.kind {
    case .scalar: index = builder.scalar(event)
    case .alias:
      guard let target = builder.anchors[anchor ?? ""] else {
        throw malformed("nothing above is named `&\(anchor ?? "")`", start, end)
      }
      index = builder.alias(of: target, start, end)
      if builder.expansions > TreeBuilder.expansionLimit {
        throw stop(
          Self.aliasLimit, "aliases expand to more than \(TreeBuilder.expansionLimit) values",
          start, end)
      }
      return index
    case .sequence, .mapping:
      if depth == Self.depthLimit {
        throw stop(
          Self.nestingLimit, "values are nested more than \(Self.depthLimit) deep", start, end)
      }
      if case .mapping = event.kind {
        index = try mapping(start, isBlock: event.isBlock, depth)
      } else {
        index = try sequence(start, isBlock: event.isBlock, depth)
      }
    case .end, .documentStart, .documentEnd, .streamStart, .streamEnd:
      throw malformed("a value is missing", start, end)
    }
    // Named only when complete: a value cannot stand inside itself.
    if let anchor { builder.anchor(index, as: anchor) }
    return index
  }

  private mutating func sequence(
    _ start: Int, isBlock: Bool, _ depth: Int
  ) throws(Stop) -> Int32 {
    var items: [Int32] = []
    while true {
      let event = try next()
      if case .end = event.kind {
        return builder.collection(.sequence, items, start, isBlock ? nil : event.end)
      }
      items.append(try node(event, depth: depth + 1))
    }
  }

  private mutating func mapping(
    _ start: Int, isBlock: Bool, _ depth: Int
  ) throws(Stop) -> Int32 {
    var children: [Int32] = []
    while true {
      let event = try next()
      switch event.kind {
      case .end:
        builder.removeDuplicateKeys(&children)
        return builder.collection(.mapping, children, start, isBlock ? nil : event.end)
      case .scalar:
        let (start, end) = (event.start, event.end)
        let key = try node(event, depth: depth + 1)
        let value = try node(try next(), depth: depth + 1)
        if builder.isMergeKey(key) {
          report(mergeAt: start, end)
        } else {
          children += [key, value]
        }
      default: throw malformed("a key must be plain text", event.start, event.end)
      }
    }
  }

  private mutating func next() throws(Stop) -> EventStream.Event {
    do {
      return try events.next()
    } catch {
      let isTab = file.bytes.indices.contains(error.start) && file.bytes[error.start] == 9
      throw malformed(
        isTab ? "a tab stands where only spaces may: YAML is indented by spaces" : error.message,
        error.start, error.start)
    }
  }

  private mutating func malformed(_ message: String, _ start: Int, _ end: Int) -> Stop {
    stop(Self.malformed, message, start, end)
  }

  private mutating func stop(
    _ descriptor: DiagnosticDescriptor, _ message: String, _ start: Int, _ end: Int
  ) -> Stop {
    diagnostics.append(Diagnostic(descriptor, message, at: span(start, end)))
    return Stop()
  }

  private mutating func report(tagAt start: Int, _ end: Int) {
    diagnostics.append(
      Diagnostic(
        Self.tagNotAllowed, "a tag is not allowed: the field decides the type",
        at: span(start, end)))
  }

  private mutating func report(mergeAt start: Int, _ end: Int) {
    diagnostics.append(
      Diagnostic(
        Self.tagNotAllowed, "`<<` is not allowed: readers disagree on what it merges",
        at: span(start, end), help: ["write the keys out, or give the whole value an alias"]))
  }

  private func span(_ start: Int, _ end: Int) -> SourceSpan {
    SourceSpan(file: file.id, start: start, end: max(start, end))
  }
}
