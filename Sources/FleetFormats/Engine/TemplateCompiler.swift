import FleetDiagnostics
import FleetValues

/// Turns a template's tree into its flat program: looks names up in the shapes
/// around them, puts partials in place and counts lines.
struct TemplateCompiler {
  private let format: TemplateFormat
  private let library: TemplateLibrary
  private var scopes: [TemplateShape]
  /// The files being compiled, a partial inside the one that includes it.
  private var files: [SourceFile] = []
  /// What a partial with its line to itself puts before each of its lines.
  private var indent: [UInt8] = []
  private var operations: [Template.Operation] = []
  private var literals: [UInt8] = []
  private var holes: [Template.Hole] = []
  private var sections: [(section: Template.Section, repeats: Bool)] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ format: TemplateFormat, _ shape: TemplateShape, _ library: TemplateLibrary) {
    self.format = format
    self.library = library
    scopes = [shape]
  }

  /// The program, or nil where anything was reported.
  mutating func compile(_ file: SourceFile, path: String, _ shape: TemplateShape) -> Template? {
    include(file, indent: [])
    let slots = SlotFinder.slots(of: operations, literals, holes, sections, in: format)
    for (index, slot) in slots.enumerated() {
      holes[index].slot = slot
      diagnostics += SlotRule.diagnostics(for: holes[index])
    }
    guard diagnostics.isEmpty else { return nil }
    return Template(
      path: path, shape: shape, format: format, operations: operations, literals: literals,
      holes: holes, sections: sections.map(\.section))
  }

  private mutating func include(_ file: SourceFile, indent inner: [UInt8]) {
    guard let nodes = TemplateParser.parse(file, into: &diagnostics) else { return }
    let outer = indent
    indent += inner
    files.append(file)
    add(nodes)
    files.removeLast()
    indent = outer
  }

  private mutating func add(_ nodes: [TemplateNode]) {
    for node in nodes {
      switch node {
      case .text(let range, let startsLine): addText(range, startsLine)
      case .hole(let tag): addHole(tag)
      case .section(let tag, let body): addSection(tag, body)
      case .partial(let tag): addPartial(tag)
      }
    }
  }

  private mutating func addText(_ range: Range<Int>, _ startsLine: Bool) {
    guard let bytes = files.last?.bytes[range] else { return }
    let isEmptyLine = bytes.first == UInt8(ascii: "\n")
    if startsLine && !isEmptyLine { addIndent() }
    let start = literals.count
    literals += bytes
    operations.append(
      .literal(start: start, end: literals.count, endsLine: bytes.last == UInt8(ascii: "\n")))
  }

  private mutating func addIndent() {
    if indent.isEmpty { return }
    let start = literals.count
    literals += indent
    operations.append(.literal(start: start, end: literals.count, endsLine: false))
  }

  private mutating func addHole(_ tag: TemplateTag) {
    if tag.startsLine { addIndent() }
    guard let (field, kind) = find(tag) else { return }
    if let problem = TemplateNames.problem(with: tag, of: kind) {
      diagnostics.append(problem)
      return
    }
    operations.append(.hole(holes.count))
    holes.append(Template.Hole(field: field, kind: kind, slot: .plain(""), span: tag.span))
  }

  private mutating func addSection(_ tag: TemplateTag, _ body: [TemplateNode]) {
    if tag.startsLine && !tag.standsAlone { addIndent() }
    // The body of an unknown section is not looked at: its names are unknown too.
    guard let (field, kind) = find(tag) else { return }
    if let problem = TemplateNames.problem(with: tag, of: kind) {
      diagnostics.append(problem)
      return
    }
    let isInverted = tag.kind == .inverted
    let index = sections.count
    let section = Template.Section(
      field: field, isInverted: isInverted, isInline: !tag.standsAlone, end: 0)
    let isList = if case .list = kind { true } else { false }
    sections.append((section, isList && !isInverted))
    operations.append(.section(index))
    let inner = isInverted ? nil : kind.shape
    if let inner { scopes.append(inner) }
    add(body)
    if inner != nil { scopes.removeLast() }
    sections[index].section.end = operations.count
  }

  private mutating func addPartial(_ tag: TemplateTag) {
    if tag.startsLine && !tag.standsAlone { addIndent() }
    guard let file = partial(tag) else { return }
    let blanks = tag.indent.flatMap { files.last?.bytes[$0] }
    include(file, indent: blanks.map(Array.init) ?? [])
  }

  private mutating func partial(_ tag: TemplateTag) -> SourceFile? {
    func report(_ message: String, fixes: [FixIt] = []) {
      diagnostics.append(
        Diagnostic(TemplateNames.badPartial, message, at: tag.span, fixes: fixes))
    }
    guard let file = library.source(of: tag.name) else {
      let near = nearestName(to: tag.name, in: library.paths)
      let fixes = near.map {
        FixIt("write '\($0)'", .maybe, replace: tag.span, with: $0)
      }
      report("there is no template '\(tag.name)'", fixes: fixes.map { [$0] } ?? [])
      return nil
    }
    if TemplateFormat.of(tag.name) != format {
      report("'\(tag.name)' is no \(format.folder) template, so its holes would be judged wrongly")
      return nil
    }
    if files.contains(where: { $0.id == file.id }) {
      report("'\(tag.name)' includes itself")
      return nil
    }
    return file
  }

  /// Where the name of a tag is declared: in exactly one of the shapes around it.
  private mutating func find(_ tag: TemplateTag) -> (Template.Field, TemplateShape.Kind)? {
    let depths = scopes.indices.filter { scopes[$0].index(of: tag.name) != nil }
    // A bare value is always that of the innermost section.
    if depths.count > 1 && tag.name != "." {
      diagnostics.append(TemplateNames.ambiguity(of: tag, among: depths.map { scopes[$0] }))
      return nil
    }
    guard let depth = depths.last, let index = scopes[depth].index(of: tag.name) else {
      diagnostics.append(TemplateNames.unknown(tag, in: scopes))
      return nil
    }
    let field = Template.Field(depth: depth, index: index, name: tag.name)
    return (field, scopes[depth].fields[index].kind)
  }
}
