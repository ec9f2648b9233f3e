import FleetDiagnostics
import FleetSyntax
import FleetValues
import Testing

/// Mappings with declared fields: one cause, one finding.
@Suite struct RecordTests {
  private struct Machine: Record {
    var memory: Bytes
    var port: Port?

    static let memoryField = Field("memory", .size, .required, doc: "How much.")
    static let portField = Field("port", .port, doc: "Where.")
    static let shape = RecordShape("a machine", [memoryField.declaration, portField.declaration])

    init?(reading record: inout RecordReader) {
      let memory = record.required(Self.memoryField)
      port = record.optional(Self.portField)?.value
      guard let memory else { return nil }
      self.memory = memory.value
    }
  }

  private func read(_ text: String) -> (machine: Machine?, findings: [String]) {
    var diagnostics: [Diagnostic] = []
    let node = SyntaxParser.parse(SourceFile(path: "t.yaml", text: text), into: &diagnostics)
    guard let node else { return (nil, ["nothing"]) }
    let machine = Machine.read(node, "machine", at: node.span, into: &diagnostics)
    return (machine, diagnostics.map(\.descriptor.name))
  }

  @Test(arguments: [
    ("{memory: 1 GB}", []), ("{memry: 1 GB}", ["unknown-key"]),
    ("{memry: 1 GB, memory: 1 GB}", ["unknown-key"]),
    ("{Memory: 1 GB}", ["unknown-key"]), ("{memry: twelve}", ["unknown-key"]),
    ("{memry: }", ["unknown-key"]),
    ("{memry: 1 GB, memroy: 1 GB}", ["unknown-key", "unknown-key"]),
    ("{memry: 1 GB, prot: x}", ["unknown-key", "unknown-key"]),
    ("{ram: 1 GB}", ["unknown-key", "missing-key"]), ("{port: 80}", ["missing-key"]),
    ("{memory: twelve}", ["wrong-type"]),
  ])
  func aMisspelledKeyIsNotMissingToo(_ text: String, _ expected: [String]) {
    #expect(read(text).findings == expected)
  }

  @Test func whatStandsUnderAMisspelledKeyIsRead() {
    #expect(read("{memry: 1 GB, prot: 80}").machine?.port == Port(80))
    // The key that is written right counts, wherever it stands.
    #expect(read("{prot: 81, memory: 1 GB, port: 80}").machine?.port == Port(80))
  }
}
