package import FleetDiagnostics
import FleetValues

/// A mapping while it is decoded: hands out the fields one by one, and reports
/// keys that nobody declared.
package struct RecordReader {
  package let span: SourceSpan
  private let shape: RecordShape
  /// What messages call this record: `node 'box'`, or `a node` without a name.
  private let subject: String
  private var values: [SyntaxNode?]
  /// Fields whose value stands under a key that is not quite theirs.
  private var misspelled: Set<Int> = []
  private var asked: [Bool]
  private var spans: [String: SourceSpan] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameter span: the place of the record as a whole: its name where it has
  ///   one, else the mapping.
  init(_ node: SyntaxNode, _ shape: RecordShape, at span: SourceSpan, subject: String?) {
    self.shape = shape
    self.subject = subject ?? shape.noun
    self.span = span
    values = Array(repeating: nil, count: shape.fields.count)
    asked = shape.fields.map { $0.presence == .later }
    var slips: [(meant: Int, value: SyntaxNode)] = []
    for entry in node.entries {
      guard let index = shape.index(of: entry.key.value) else {
        let nearest = nearestName(to: entry.key.value, in: shape.names)
        diagnostics.append(.unknownKey(entry.key, nearest, of: self.subject, in: shape))
        if let meant = nearest.flatMap(shape.index(of:)) { slips.append((meant, entry.value)) }
        continue
      }
      if shape.fields[index].presence == .later {
        diagnostics.append(.notYet(entry.key, of: self.subject))
      }
      values[index] = entry.value
      spans[entry.key.value] = entry.value.span
    }
    for slip in slips where values[slip.meant] == nil { adopt(slip.value, as: slip.meant) }
  }

  /// Takes a value for that of the field which its key was most likely meant to be:
  /// otherwise the field would be missing too, and all that stands in it unknown.
  private mutating func adopt(_ value: SyntaxNode, as index: Int) {
    values[index] = value
    misspelled.insert(index)
    spans[shape.fields[index].name] = value.span
  }

  /// The value of a field that need not be written.
  package mutating func optional<Value>(_ field: Field<Value>) -> Located<Value>? {
    value(of: field)?.read
  }

  /// The value of a field that must be written; reports where it is not.
  package mutating func required<Value>(_ field: Field<Value>) -> Located<Value>? {
    if let written = value(of: field) { return written.read }
    diagnostics.append(.missingKey(field.declaration, of: subject, at: span))
    return nil
  }

  /// Whether the key stands in the file, usable or not.
  package func isWritten(_ field: FieldDeclaration) -> Bool {
    shape.index(of: field.name).map { values[$0] != nil } ?? false
  }

  /// A finding of the record's own, beyond what its fields can say.
  package mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// The places of the fields that were written, for plan and blame.
  package var origin: Origin { Origin(span, fields: spans) }

  private mutating func value<Value>(
    of field: Field<Value>
  ) -> (read: Located<Value>?, Void)? {
    guard let index = shape.index(of: field.declaration.name) else {
      broken("`\(field.declaration.name)` is not a field of \(shape.noun)")
    }
    asked[index] = true
    return values[index].map { node in
      let found = diagnostics.count
      let read = field.type.read(node, field.declaration.name, into: &diagnostics)
      // What does not fit there was not meant there: the key was reported.
      if read == nil && misspelled.contains(index) { diagnostics.removeSubrange(found...) }
      return (read, ())
    }
  }

  /// A declared field that no decoder asks for would be accepted and ignored.
  func checkComplete() {
    for (index, isAsked) in asked.enumerated() where !isAsked {
      broken("`\(shape.fields[index].name)` of \(shape.noun) is declared and never read")
    }
  }
}
