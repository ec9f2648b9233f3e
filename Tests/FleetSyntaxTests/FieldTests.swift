import FleetDiagnostics
import FleetSyntax
import FleetValues
import Testing

/// Values as people write them: what each type reads, and what it says to the rest.
@Suite struct FieldTests {
  /// `value`, or the name of the finding and what it proposes to write.
  private func read<Value>(_ type: FieldType<Value>, _ written: String) -> String {
    let file = SourceFile(path: "t.yaml", text: "key: \(written)")
    var diagnostics: [Diagnostic] = []
    guard let node = SyntaxParser.parse(file, into: &diagnostics)?.entries.first?.value else {
      return diagnostics.first?.descriptor.name ?? "nothing"
    }
    if let value = type.read(node, "key", into: &diagnostics) { return "\(value.value)" }
    guard let first = diagnostics.first, diagnostics.count == 1 else { return "no finding" }
    let meant = first.fixes.first.map { " -> \($0.edits[0].text)" } ?? ""
    return first.descriptor.name + meant
  }

  @Test(arguments: [
    ("600 MiB", "600.0 MiB"), ("44GiB", "44.0 GiB"), ("16 GB", "14.9 GiB"),
    ("39.6 GiB", "39.6 GiB"), ("'1 KB'", "1000 B"), ("16", "unit-missing"),
    ("0 GB", "wrong-type"), ("0", "unit-missing"), ("16 gb", "wrong-type -> 16 GB"),
    ("16 G", "wrong-type -> 16 GB"), ("16 gib", "wrong-type -> 16 GiB"),
    ("'1,5 GB'", "wrong-type -> 1.5 GB"), ("0x10 GB", "wrong-type -> 16 GB"),
    ("8_000 MB", "wrong-type -> 8000 MB"), ("007 GB", "wrong-type -> 7 GB"),
    ("+5 GB", "wrong-type -> 5 GB"), ("-5 GB", "wrong-type"), ("GB", "wrong-type"),
    ("9999999999999 TiB", "wrong-type"), ("[1]", "wrong-type"), ("~", "null-value"),
    ("1.0.0 GB", "wrong-type"), ("16 PB", "wrong-type"), ("0.0000001 KB", "wrong-type"),
  ])
  func sizes(_ written: String, _ expected: String) {
    #expect(read(.size, written) == expected)
  }

  /// The same machine in another spelling, which no socket can be bound to.
  @Test(arguments: ["'::ffff:192.0.2.1'", "'::FFFF:c000:201'", "'0:0:0:0:0:ffff:192.0.2.1'"])
  func anIPv4AddressIsWrittenAsOne(_ written: String) throws {
    #expect(read(.address, written) == "wrong-type")
    let file = SourceFile(path: "t.yaml", text: "key: \(written)")
    var diagnostics: [Diagnostic] = []
    let node = try #require(SyntaxParser.parse(file, into: &diagnostics)?.entries.first?.value)
    #expect(FieldType.host.read(node, "key", into: &diagnostics) == nil)
    #expect(diagnostics.map { $0.message.hasSuffix("write '192.0.2.1'") } == [true])
  }

  @Test func aSizeWithDefaultZeroMayBeZero() {
    #expect(read(FieldType<Bytes>.sizeOrZero, "0") == "0 B")
    #expect(read(FieldType<Bytes>.sizeOrZero, "1") == "unit-missing")
  }

  @Test(arguments: [
    ("8192", "8192"), ("8k", "8192"), ("128k", "131072"), ("1M", "1048576"), ("0", "wrong-type"),
    ("8K", "wrong-type -> 8k"), ("8 k", "wrong-type -> 8k"), ("1e3", "wrong-type -> 1000"),
    ("1.5k", "1536"),
  ])
  func tokens(_ written: String, _ expected: String) {
    #expect(read(FieldType<Int>.tokens, written) == expected)
  }

  @Test(arguments: [
    ("500ms", "500ms"), ("90s", "90s"), ("1.5h", "90m"), ("30d", "30d"), ("5", "unit-missing"),
    ("5S", "wrong-type -> 5s"), ("5 sec", "wrong-type"), ("0s", "wrong-type"),
  ])
  func durations(_ written: String, _ expected: String) {
    #expect(read(.duration, written) == expected)
  }

  @Test(arguments: [
    ("2027-06-01", "2027-06-01"), ("2028-02-29", "2028-02-29"), ("2027-02-29", "wrong-type"),
    ("0000-01-01", "wrong-type"), ("0999-12-31", "wrong-type"), ("1000-01-01", "1000-01-01"),
  ])
  func dates(_ written: String, _ expected: String) {
    #expect(read(.date, written) == expected)
  }

  @Test(arguments: [
    ("true", "true"), ("'false'", "false"), ("yes", "wrong-type -> true"),
    ("Off", "wrong-type -> false"), ("TRUE", "wrong-type -> true"), ("1", "wrong-type"),
  ])
  func booleans(_ written: String, _ expected: String) {
    #expect(read(FieldType<Bool>.boolean, written) == expected)
  }

  @Test(arguments: [
    ("80", "80"), ("0", "wrong-type"), ("65536", "wrong-type"), ("080", "wrong-type -> 80"),
    ("0x50", "wrong-type -> 80"), ("80.0", "wrong-type"), ("http", "wrong-type"),
    ("99999999999999999999", "wrong-type"),
  ])
  func ports(_ written: String, _ expected: String) {
    #expect(read(.port, written) == expected)
  }

  @Test(arguments: [
    ("8100-8199", "8100-8199"), ("80", "80"), ("90-80", "wrong-type"), ("1-", "wrong-type"),
  ])
  func portRanges(_ written: String, _ expected: String) {
    #expect(read(.portRange, written) == expected)
  }

  @Test(arguments: [
    ("/srv/models", "/srv/models"), ("srv", "wrong-type"), ("/a b", "wrong-type"),
    ("/a/../b", "wrong-type"), ("/$HOME", "wrong-type"),
  ])
  func plainPaths(_ written: String, _ expected: String) {
    #expect(read(FieldType<Plain>.plainPath, written) == expected)
  }

  @Test(arguments: [
    "on", "No", "y", "null", "12", "0x1f", "1e3", "2027-06-01", "0b1", "1_000", "true",
  ])
  func namesThatOthersReadAsSomethingElse(_ name: String) {
    var diagnostics: [Diagnostic] = []
    let span = SourceSpan(file: FileID(0), start: 0, end: 0)
    let read = NameRule.read(
      Located(name.lowercased(), at: span), as: NodeKind.self, reserved: [], into: &diagnostics)
    #expect(read == nil)
    #expect(diagnostics.map(\.descriptor.name) == ["bad-name"])
  }

  @Test(arguments: ["box", "b12", "a1e3", "node-2027", "e5", "x0"])
  func namesThatReadAsText(_ name: String) {
    var diagnostics: [Diagnostic] = []
    let span = SourceSpan(file: FileID(0), start: 0, end: 0)
    let read = NameRule.read(
      Located(name, at: span), as: NodeKind.self, reserved: [], into: &diagnostics)
    #expect(read?.value.text == name)
  }
}
