import FleetTestSupport
import Foundation
import Testing

/// A world that gives less than usual: one sentence, exit 2, nothing left behind.
@Suite struct StarvedTests {
  private func run(_ line: String, in fleetc: FleetcProgram) throws -> Tool.Result {
    try Tool("bash", from: .debian("bash")).run(
      ["-c", line, FleetcProgram.path], in: fleetc.folder.url, timeoutSeconds: 60)
  }

  private func names(_ fleetc: FleetcProgram) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: fleetc.folder.path).sorted()
  }

  @Test(arguments: [("/dev/full", "No space left on device"), ("&-", "Bad file descriptor")])
  func aBuildThatCannotBePrintedWasWritten(_ target: String, _ reason: String) throws {
    let fleetc = try FleetcProgram()
    try fleetc.write(BaseSpec.box)
    let result = try run("$0 build >\(target)", in: fleetc)
    #expect(result.status == 2)
    let start = "fleetc: cannot print to standard output: \(reason), but wrote out: "
    #expect(result.errors.hasPrefix(start))
    #expect(try fleetc.run("build", "--check").status == 0)
    let list = try run("$0 list checks >\(target)", in: fleetc)
    #expect(list.status == 2)
    #expect(list.errors == "fleetc: cannot print to standard output: \(reason)\n")
  }
}
