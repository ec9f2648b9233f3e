import FleetTestSupport
import Foundation
import Glibc
import Testing

/// A spec that comes through a pipe, late: it is waited for.
@Suite struct PipeTests {
  /// Runs a line of bash in which `$0` is the program.
  private func run(_ line: String, in fleetc: FleetcProgram) throws -> Tool.Result {
    try Tool("bash", from: .debian("bash")).run(
      ["-c", line, FleetcProgram.path], in: fleetc.folder.url, timeoutSeconds: 60)
  }

  @Test(arguments: [
    "$0 check <(sleep .3; cat cluster.yaml)",
    "(sleep .3; cat cluster.yaml) | $0 check /dev/stdin",
    "(sleep .3; cat cluster.yaml) | $0 check -",
    "mkfifo late; (sleep .3; cat cluster.yaml > late) & $0 check late",
  ])
  func aPipeIsAwaited(_ line: String) throws {
    let fleetc = try FleetcProgram()
    try fleetc.write(BaseSpec.box)
    let result = try run(line, in: fleetc)
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test func aPipeThatDoesNotBlockIsAwaited() throws {
    let fleetc = try FleetcProgram()
    try fleetc.write(BaseSpec.box)
    // The descriptor is shared, so what another program sets holds for ours.
    let unblock = "import fcntl; fcntl.fcntl(0, fcntl.F_SETFL, 2048)"
    let result = try run(
      "(sleep .5; cat cluster.yaml) | (python3 -c '\(unblock)'; exec $0 check -)", in: fleetc)
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test func aPipeAmongTemplatesIsRefused() throws {
    let fleetc = try FleetcProgram()
    try fleetc.write(BaseSpec.box)
    try fleetc.write("x", to: "mine/x")
    #expect(mkfifo(fleetc.folder.file("mine/pipe").path, 0o600) == 0)
    let result = try fleetc.run("check", "--templates", "mine")
    #expect(result.status == 2)
    #expect(result.errors == "fleetc: mine/pipe is a pipe or a device, not a file\n")
  }
}
