import FleetDiagnostics
import FleetValues

/// One rendering of one template.
struct TemplateRenderer {
  /// Reported for values, never for templates: the slot is right, the text is not.
  static let unfit = DiagnosticDescriptor(
    code: "F0508", name: "unfit-value", severity: .error,
    explanation: """
      A value cannot stand where the template puts it, whatever the quoting. nginx reads
      no line of 4,096 bytes; systemd drops a line that holds a code point which
      Unicode reserves; the program of an `Exec…` line must be an absolute path, since
      a first character such as `+` or `@` changes with which rights it runs.

      ```yaml fails
      --- templates/systemd/fleetc-engine.service
      [Service]
      ExecStart={{program}} serve
      ```

      Here `program` is a bare name. Say where it is:

      ```yaml passes
      --- templates/systemd/fleetc-engine.service
      [Service]
      ExecStart=/usr/bin/{{program}} serve
      ```
      """)

  private let template: Template
  private var output = SourcedTextWriter()
  private var views: [TemplateView]
  /// What the sections around the current step depend on: every line in them
  /// comes from there too.
  private var conditions: [SourceSpan] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// The hole written last on this line and the spec's place behind it, to point
  /// at where the line grew too long.
  private var lastHole: (hole: Template.Hole, place: SourceSpan?)?

  init(_ template: Template, _ view: TemplateView) {
    self.template = template
    views = [view]
  }

  mutating func render() -> SourcedText {
    run(0..<template.operations.count)
    if output.lineLength > 0 { endLine() }
    return output.finish()
  }

  private mutating func run(_ range: Range<Int>) {
    var step = range.lowerBound
    while step < range.upperBound {
      switch template.operations[step] {
      case .literal(let start, let end, let endsLine):
        output.append(template.literals[start..<end])
        if endsLine { endLine() }
        step += 1
      case .hole(let index):
        fill(index)
        step += 1
      case .section(let index):
        let section = template.sections[index]
        enter(section, body: step + 1..<section.end)
        step = section.end
      }
    }
  }

  private mutating func enter(_ section: Template.Section, body: Range<Int>) {
    let field = section.field
    let view = views[field.depth]
    if section.isInline { output.blame(view.origin.spans(of: field.name)) }
    switch view.values[field.index] {
    case .list(let items):
      if section.isInverted {
        if items.isEmpty { run(body, dependingOn: field) }
      } else {
        for item in items { run(body, in: item, of: field) }
      }
    case .view(let item):
      if section.isInverted {
        if item == nil { run(body, dependingOn: field) }
      } else if let item {
        let count = conditions.count
        conditions += view.origin.spans(of: field.name)
        run(body, in: item, of: field)
        conditions.removeLast(conditions.count - count)
      }
    case .flag(let isSet):
      if isSet != section.isInverted { run(body, dependingOn: field) }
    case .plain, .text, .trusted:
      broken("'\(field.name)' is no section in \(template.path)")
    }
  }

  private mutating func run(_ body: Range<Int>, dependingOn field: Template.Field) {
    let count = conditions.count
    conditions += views[field.depth].origin.spans(of: field.name)
    run(body)
    conditions.removeLast(conditions.count - count)
  }

  private mutating func run(_ body: Range<Int>, in item: TemplateView, of field: Template.Field) {
    views.append(item)
    run(body)
    views.removeLast()
  }

  private mutating func fill(_ index: Int) {
    let hole = template.holes[index]
    let view = views[hole.field.depth]
    let places = view.origin.spans(of: hole.field.name)
    lastHole = (hole, places.first)
    output.blame(places)
    switch view.values[hole.field.index] {
    case .plain(let plain):
      if let reason = hole.slot.refusal(of: plain) { report(reason, hole, places.first) }
      output.append(plain.text)
    case .text(let text):
      if let reason = hole.slot.refusal(of: text) { report(reason, hole, places.first) }
      output.append { hole.slot.write(text, to: &$0) }
    case .trusted(let trusted): write(trusted, places)
    case .flag, .list, .view: broken("'\(hole.field.name)' is no hole in \(template.path)")
    }
  }

  /// The only value that may hold line ends.
  private mutating func write(_ trusted: Trusted, _ places: [SourceSpan]) {
    let lines = trusted.text.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      if number > 0 {
        output.append(UInt8(ascii: "\n"))
        endLine()
        output.blame(places)
      }
      output.append(line)
    }
  }

  private mutating func endLine() {
    if let limit = template.format.lineLimitBytes, output.lineLength > limit,
      let (hole, place) = lastHole
    {
      report(
        "makes a line of \(output.lineLength) bytes, and \(limit) is the most that a "
          + "\(template.format.folder) file can hold", hole, place)
    }
    if !output.lineHasSpans {
      output.blame(views.last { !$0.origin.subjects.isEmpty }?.origin.subjects ?? [])
    }
    if !conditions.isEmpty { output.blame(conditions) }
    lastHole = nil
    output.endLine()
  }

  private mutating func report(_ reason: String, _ hole: Template.Hole, _ place: SourceSpan?) {
    diagnostics.append(
      Diagnostic(
        Self.unfit, "'\(hole.field.name)' \(reason)", at: place ?? hole.span,
        notes: [Diagnostic.Note("\(template.path) puts it here", at: hole.span)]))
  }
}
