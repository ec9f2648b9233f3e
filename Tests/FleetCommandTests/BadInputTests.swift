import FleetTestSupport
import Foundation
import Testing

/// Input that is no spec at all: one clear message, the right exit code, never a
/// trap, and nothing on disk.
@Suite struct BadInputTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    var data: Data
    /// A finding exits 1; what cannot be read at all exits 2.
    var status: Int32
    var says: String
    var testDescription: String { name }

    init(_ name: String, _ data: Data, _ status: Int32, _ says: String) {
      (self.name, self.data, self.status, self.says) = (name, data, status, says)
    }

    init(_ name: String, _ text: String, _ says: String) {
      self.init(name, Data(text.utf8), 1, says)
    }
  }

  static let cases = [
    Case("empty", "", "the file is empty"),
    Case("blank", " \n\n# nothing\n", "the file is empty"),
    Case("binary", Data((0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 131) }), 1, "F010"),
    Case("zeros", Data(count: 4096), 1, "F0101"),
    Case("utf-16", Data([0xFF, 0xFE, 0x66, 0x00, 0x6C, 0x00]), 1, "UTF-16"),
    Case("latin-1", Data([0x61, 0x3A, 0x20, 0xE9, 0x0A]), 1, "F0107"),
    Case("a list", "- a\n- b\n", "must be a mapping"),
    Case("a word", "fleetc", "must be a mapping"),
    Case("tabs", "fleetc: 1\n\tcluster: home\n", "F0101"),
    Case("brackets", String(repeating: "[", count: 100_000), "F0106"),
    Case("braces", String(repeating: "{a: ", count: 100_000), "F0106"),
    Case("one long line", "fleetc: 1\ncluster: " + String(repeating: "x", count: 1 << 20), "F0203"),
    Case("many errors", (0..<5000).map { "k\($0): 1\n" }.joined(), "F0201"),
    Case("huge", Data(count: 200 << 20), 2, "larger than 64 MiB"),
  ]

  @Test(arguments: cases) func isRefused(_ example: Case) throws {
    let fleetc = try FleetcProgram()
    try fleetc.write(example.data, to: "cluster.yaml")
    let result = try fleetc.run("build", "cluster.yaml", "-o", "out")
    #expect(result.status == example.status)
    #expect(result.errors.contains(example.says))
    #expect(result.output == "")
    #expect(!FileManager.default.fileExists(atPath: fleetc.folder.file("out").path))
  }

  @Test func lineEndsOfWindowsAreFine() throws {
    let fleetc = try FleetcProgram()
    try fleetc.write(BaseSpec.box.replacing("\n", with: "\r\n"))
    #expect(try fleetc.run("check").status == 0)
    try fleetc.write("\u{FEFF}" + BaseSpec.box)
    #expect(try fleetc.run("check").status == 0)
  }

  @Test func whatIsNoFileExits2() throws {
    let fleetc = try FleetcProgram()
    try fleetc.write("x", to: "folder/x")
    for (path, says) in [("missing.yaml", "No such file"), ("folder", "is a folder")] {
      let result = try fleetc.run("check", path)
      #expect(result.status == 2)
      #expect(result.errors.contains("fleetc: \(path) "))
      #expect(result.errors.contains(says))
    }
  }

  @Test func standardInputIsAFile() throws {
    let fleetc = try FleetcProgram()
    let result = try fleetc.run("check", "-", "--format", "short", input: Data("fleetc: 2".utf8))
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("<stdin>:1:1: error[F0202]"))
  }

  @Test func wrongUsageExits2() throws {
    let fleetc = try FleetcProgram()
    for arguments in [["build", "--nonsense"], ["explode"], ["check", "a", "b"], ["list"]] {
      let result = try fleetc.run(arguments)
      #expect(result.status == 2)
      #expect(result.output == "")
      #expect(!result.errors.isEmpty)
    }
  }
}
