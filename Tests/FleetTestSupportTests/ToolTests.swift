import FleetTestSupport
import Foundation
import Testing

/// External programs, goldens and temporary folders.
@Suite struct ToolTests {
  private let shell: Tool

  init() throws { shell = try Tool("sh", from: .debian("dash")) }

  @Test func aMissingToolNamesItsPackage() {
    let found = #expect(throws: MissingTool.self) {
      try Tool("no-such-program", from: .debian("no-such-package"))
    }
    #expect(found?.description.contains("apt-get install no-such-package") == true)
  }

  @Test func runsWithArgumentsEnvironmentInputAndFolder() throws {
    let folder = try TemporaryFolder()
    let result = try shell.run(
      ["-c", #"cat; echo "$1 $WORD"; pwd; echo bad >&2; exit 3"#, "sh", "an argument"],
      environment: ["WORD": "ü"], input: Data("in\n".utf8), in: folder.url)
    #expect(result.output == "in\nan argument ü\n\(folder.path)\n")
    #expect(result.errors == "bad\n")
    #expect(result.status == 3)
  }

  @Test func saysWhichSignalEndedIt() throws {
    #expect(try shell.run(["-c", "kill -TERM $$"]).status == 128 + 15)
  }

  @Test func killsWhatRunsTooLongWithAllThatItStarted() throws {
    let folder = try TemporaryFolder()
    let mark = folder.file("mark").path
    #expect(throws: ToolTimeout.self) {
      try shell.run(["-c", "(sleep 1; echo x > '\(mark)') & wait"], timeoutSeconds: 0.2)
    }
    Thread.sleep(forTimeInterval: 1.2)
    #expect(!FileManager.default.fileExists(atPath: mark))
  }

  @Test func takesMuchOutput() throws {
    let result = try shell.run([
      "-c", "i=0; while [ $i -lt 20000 ]; do echo line; i=$((i+1)); done",
    ])
    #expect(result.outputData.count == 100_000)
  }

  @Test func aTemporaryFolderGoesWithItsValue() throws {
    var folder: TemporaryFolder? = try TemporaryFolder()
    let path = try #require(folder?.path)
    try folder?.write("x", to: "a/b")
    #expect(FileManager.default.fileExists(atPath: "\(path)/a/b"))
    folder = nil
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func portsDiffer() throws {
    let ports = try (0..<50).map { _ in try FreePort.next() }
    #expect(Set(ports).count == 50)
  }

  @Test(
    .disabled(
      if: ProcessInfo.processInfo.environment["FLEETC_UPDATE_GOLDENS"] != nil,
      "goldens are rewritten, not compared"))
  func aGoldenFolderIsComparedWhole() throws {
    let folder = try TemporaryFolder()
    try folder.write("same\n", to: "same")
    try folder.write("one\ntwo\n", to: "changed")
    try folder.write("#!/bin/sh\n", to: "mode")
    try folder.write("old\n", to: "old")
    let made: [String: Golden.File] = [
      "same": Golden.File("same\n"), "changed": Golden.File("one\n2\n"),
      "mode": Golden.File("#!/bin/sh\n", mode: 0o755), "new": Golden.File("new\n"),
    ]
    let problems = try Golden.problems(made, in: folder.url)
    try #require(problems.count == 4)
    #expect(problems[0].contains("changed line 2 is now '2', was 'two'"))
    #expect(problems[1].contains("mode has mode 0644, not 0755"))
    #expect(problems[2].contains("new is missing"))
    #expect(problems[3].contains("old is made by nobody any more"))
    #expect(problems.allSatisfy { $0.contains("FLEETC_UPDATE_GOLDENS=1 swift test") })
    #expect(try Golden.problem(Golden.File("same\n"), at: folder.file("same")) == nil)
  }
}
