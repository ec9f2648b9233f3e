import FleetTestSupport
import Foundation
import Testing

@Suite struct ReadyTests {
  private let port: UInt16
  private let run: ServerRun

  init() throws {
    port = try FreePort.next()
    run = try ServerRun(
      Specs.single(", start_timeout: 2s").replacing("port: 9000", with: "port: \(port)"))
  }

  private func ready(_ environment: [String: String] = [:]) throws -> Tool.Result {
    try run.script("etc/fleetc/one/ready.sh", environment: environment)
  }

  private func server(_ status: String) throws -> Server {
    let log = run.folder.file("requests")
    return try Server(
      try Tool("python3", from: .debian("python3")),
      ["-c", FakeOllama.server(port: port, status: status, log: log)], ready: .port(port))
  }

  @Test func anAnswerIsReady() throws {
    let server = try server("200")
    let result = try ready()
    server.stop()
    #expect(result.status == 0 && result.errors == "", "\(result.errors)")
    let requests = try String(contentsOf: run.folder.file("requests"), encoding: .utf8)
    #expect(requests == "GET /health \n")
  }

  /// llama-server binds its port at once, and says 503 while it loads.
  @Test func loadingIsNotReady() throws {
    let server = try server("503")
    let result = try ready()
    server.stop()
    #expect(result.status == 1)
    #expect(result.errors == "fleetc: one did not answer within 2 s (start_timeout)\n")
  }

  @Test func aServerThatEndedIsNoticedAtOnce() throws {
    let clock = ContinuousClock()
    let start = clock.now
    // No process has a number above the kernel's limit.
    let result = try ready(["MAINPID": "4194305"])
    #expect(result.status == 1 && result.errors.contains("ended before it answered"))
    #expect(clock.now - start < .seconds(1.5))
  }
}
