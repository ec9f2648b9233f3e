import FleetDiagnostics
import FleetFormats
import FleetJSON
import FleetTestSupport
import FleetValues
import Foundation
import Testing

@Suite struct ManifestTests {
  static let spec = SourceFile(path: "cluster.yaml", text: "name: é\nport: 8080\n")

  static func artifact(_ node: String?, _ path: String, mode: UInt16 = 0o644) -> Artifact {
    let span = SourceSpan(file: spec.id, start: 15, end: 19)
    let document = Document.mapping(["port": Document(.integer(8080), at: [span])])
    return Artifact(
      node: node.map { NodeName($0) }, path: path, mode: mode,
      contents: YAMLPrinter.text(of: document))
  }

  @Test func listsWhatIsWritten() {
    let manifest = Manifest.artifact(
      of: [Self.artifact("b", "x.sh", mode: 0o755), Self.artifact(nil, "a.yml", mode: 0o600)],
      in: SourceMap(Self.spec))
    #expect(manifest.outputPath == "fleet/manifest.json")
    let sum = SHA256.hex(of: Array("port: 8080\n".utf8))
    func entry(_ path: String, _ mode: String, _ node: String) -> String {
      """
          {
            "path": "\(path)",
            "sha256": "\(sum)",
            "mode": "\(mode)",
            "node": \(node),
            "spans": ["cluster.yaml:2:7-2:11"]
          }
      """
    }
    let files = [entry("b/x.sh", "0755", "\"b\""), entry("fleet/a.yml", "0600", "null")]
    let expected = """
      {
        "schema": "fleetc/manifest.v1",
        "files": [
      \(files.joined(separator: ",\n"))
        ]
      }

      """
    // A place fits on a line; only its indentation is left to the printer.
    #expect(Self.squeezed(manifest.contents.text) == Self.squeezed(expected))
  }

  private static func squeezed(_ text: String) -> String { text.filter { !$0.isWhitespace } }

  @Test func isReadBack() throws {
    let artifacts = [Self.artifact("b", "etc/x"), Self.artifact("a", "etc/y")]
    let manifest = Manifest.artifact(of: artifacts, in: SourceMap(Self.spec))
    let files = try Manifest.files(in: manifest.contents.bytes)
    let sum = SHA256.hex(of: artifacts[0].contents.bytes)
    #expect(
      files == [
        Manifest.File(path: "a/etc/y", sha256: sum), Manifest.File(path: "b/etc/x", sha256: sum),
      ])
  }

  static let sum = String(repeating: "0", count: 64)

  @Test(arguments: [
    ("{", Manifest.Broken.malformed(message: "string or '}' expected near end of file", line: 1)),
    ("[]", .schema(nil)),
    (#"{"schema": "other"}"#, .schema("other")),
    (#"{"schema": "fleetc/manifest.v1"}"#, .entry(0, "files")),
    (file(#""sha256": "x""#), .entry(0, "path")),
    (file(#""path": "a/b""#), .entry(0, "sha256")),
    (file(#""path": "../b", "sha256": "\#(sum)""#), .path("../b")),
    (file(#""path": "/etc/b", "sha256": "\#(sum)""#), .path("/etc/b")),
    (file(#""path": "a/./b", "sha256": "\#(sum)""#), .path("a/./b")),
    (file(#""path": "b", "sha256": "\#(sum)""#), .path("b")),
  ])
  func aBrokenOneIsNotBelieved(text: String, problem: Manifest.Broken) {
    #expect(throws: problem) { try Manifest.files(in: Array(text.utf8)) }
  }

  static func file(_ members: String) -> String {
    #"{"schema": "fleetc/manifest.v1", "files": [{\#(members)}]}"#
  }

  @Test func sumsAreThoseOfSha256sum() throws {
    let scratch = try TemporaryFolder()
    var generator = SystemRandomNumberGenerator()
    var sums: [String: String] = [:]
    for size in Array(0...300) + [1 << 20] {
      let bytes = (0..<size).map { _ in UInt8.random(in: 0...255, using: &generator) }
      try Data(bytes).write(to: scratch.file("\(size)"))
      sums[scratch.file("\(size)").path] = SHA256.hex(of: bytes)
    }
    let result = try Tool("sha256sum", from: .debian("coreutils")).run(sums.keys.sorted())
    var theirs: [String: String] = [:]
    for line in result.output.split(separator: "\n") {
      theirs[String(line.dropFirst(66))] = String(line.prefix(64))
    }
    #expect(sums == theirs && sums.count == 302)
  }
}
