import FleetDiagnostics

/// A template as a tree: what its tags mean, before any name is looked up.
indirect enum TemplateNode {
  /// One line at most. The flag says that it begins a line of the source.
  case text(Range<Int>, startsLine: Bool)
  case hole(TemplateTag)
  case section(TemplateTag, [TemplateNode])
  case partial(TemplateTag)
}

/// Nests the tokens of a template by its sections.
struct TemplateParser {
  static let malformed = DiagnosticDescriptor(
    code: "F0502", name: "malformed-template", severity: .error,
    explanation: """
      A template is not written the way fleetc reads it. Its language is Mustache:
      `{{name}}`, `{{{trusted}}}`, `{{#section}}…{{/section}}`, `{{^inverted}}…{{/inverted}}`,
      `{{> partial}}` and `{{! comment }}`. Other delimiters, lambdas and inheritance
      are left out. Every section must be closed, innermost first.

      ```yaml fails
      --- templates/sysctl/60-fleetc.conf
      {{#settings}}
      {{key}} = {{value}}
      ```

      Close what was opened:

      ```yaml passes
      --- templates/sysctl/60-fleetc.conf
      {{#settings}}
      {{key}} = {{value}}
      {{/settings}}
      ```
      """)

  /// Sections in sections, at most. It bounds the recursion of every later step.
  private static let depthLimit = 32

  private let file: SourceFile
  private let tokens: [TemplateToken]
  private var next = 0
  private var diagnostics: [Diagnostic] = []

  /// The tree, or nil where the template is malformed.
  static func parse(
    _ file: SourceFile, into diagnostics: inout [Diagnostic]
  ) -> [TemplateNode]? {
    let before = diagnostics.count
    let tokens = TemplateScanner.tokens(of: file, into: &diagnostics)
    if diagnostics.count > before { return nil }
    var parser = TemplateParser(file: file, tokens: tokens)
    let nodes = parser.nodes(inside: [])
    diagnostics += parser.diagnostics
    return parser.diagnostics.isEmpty ? nodes : nil
  }

  private init(file: SourceFile, tokens: [TemplateToken]) {
    self.file = file
    self.tokens = tokens
  }

  private mutating func nodes(inside sections: [TemplateTag]) -> [TemplateNode] {
    var nodes: [TemplateNode] = []
    while next < tokens.count {
      let token = tokens[next]
      next += 1
      switch token {
      case .text(let range):
        let start = range.lowerBound
        let startsLine = start == 0 || file.bytes[start - 1] == UInt8(ascii: "\n")
        nodes.append(.text(range, startsLine: startsLine))
      case .tag(let tag):
        switch tag.kind {
        case .hole, .trustedHole: nodes.append(.hole(tag))
        case .partial: nodes.append(.partial(tag))
        case .section, .inverted:
          if sections.count == Self.depthLimit {
            report("sections are nested deeper than \(Self.depthLimit)", tag)
            // One finding says it; what is inside would only repeat it.
            next = tokens.count
          } else {
            nodes.append(.section(tag, self.nodes(inside: sections + [tag])))
          }
        case .end:
          if closes(sections, with: tag) { return nodes }
        case .comment: break
        }
      }
    }
    if let open = sections.last, diagnostics.isEmpty {
      report("section '\(open.name)' is never closed", open)
    }
    return nodes
  }

  /// Whether the tag closes the innermost section; says so where it does not.
  private mutating func closes(_ sections: [TemplateTag], with tag: TemplateTag) -> Bool {
    guard let open = sections.last else {
      report("section '\(tag.name)' is closed but was not opened", tag)
      return false
    }
    if open.name == tag.name { return true }
    diagnostics.append(
      Diagnostic(
        Self.malformed, "section '\(open.name)' is closed as '\(tag.name)'", at: tag.span,
        notes: [Diagnostic.Note("'\(open.name)' is opened here", at: open.span)],
        fixes: [
          FixIt("write '\(open.name)'", .maybe, replace: tag.span, with: open.name)
        ]))
    return true
  }

  private mutating func report(_ message: String, _ tag: TemplateTag) {
    diagnostics.append(Diagnostic(Self.malformed, message, at: tag.span))
  }
}
