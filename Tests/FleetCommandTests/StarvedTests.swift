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

  @Test func aFileThatMayNotBeSoLarge() throws {
    let fleetc = try FleetcProgram()
    try fleetc.write(BaseSpec.box)
    let result = try run("ulimit -f 1; $0 build", in: fleetc)
    #expect(result.status == 2)
    #expect(result.errors.hasPrefix("fleetc: cannot write out/"))
    #expect(result.errors.hasSuffix(": File too large\n"))
    #expect(try names(fleetc) == ["cluster.yaml"])
  }

  @Test func tooFewOpenFilesLeaveNothingBehind() throws {
    let fleetc = try FleetcProgram()
    try fleetc.write(BaseSpec.box)
    try fleetc.write(BaseSpec.box.replacing("8k", with: "16k"), to: "other.yaml")
    #expect(try fleetc.run("build", "-o", "old").status == 0)
    let result = try run(
      """
      for n in $(seq 7 30) 256; do
        cp -r old again$n
        (ulimit -n $n; $0 build -q -o new$n 2>&1; echo new $n $?
          $0 build -q other.yaml -o again$n 2>&1; echo again $n $?)
      done
      """, in: fleetc)
    let ends = result.output.split(separator: "\n").filter { !$0.hasPrefix("fleetc: ") }
    #expect(ends.count == 50, "\(result.output)")
    #expect(ends.allSatisfy { $0.hasSuffix(" 0") || $0.hasSuffix(" 2") }, "\(result.output)")
    #expect(ends.contains { $0.hasSuffix(" 2") } && ends.contains { $0.hasSuffix(" 0") })
    #expect(try names(fleetc).filter { $0.contains(".fleetc-") } == [])
  }

  @Test(arguments: ["000", "022", "077", "777"])
  func modesDoNotFollowTheUmask(_ mask: String) throws {
    let fleetc = try FleetcProgram()
    try fleetc.write(BaseSpec.box)
    let result = try run("umask \(mask); $0 build -q; find out -type d ! -perm 755", in: fleetc)
    #expect(result.status == 0)
    #expect(result.output == "")
  }
}
