import FleetTestSupport
import Foundation

/// A compiled fleet whose box is a temporary folder, with a server that writes
/// down how it was started.
struct ServerRun {
  let folder: TemporaryFolder
  let fleet: Fleet

  /// - Parameter spec: one whose only node is `box`.
  init(_ spec: String, server: String? = nil) throws {
    folder = try TemporaryFolder()
    let paths =
      "paths: {models: \(folder.path)/models, config: \(folder.path)/etc/fleetc, "
      + "llama.cpp: \(folder.path)/llama-server, ollama: \(folder.path)/ollama}"
    let address = "address: 192.168.1.13"
    fleet = try Fleet(spec.replacing(address, with: "\(address), \(paths)"))
    try folder.write(server ?? Self.recorder, to: "llama-server", mode: 0o755)
    // The configuration's folder is below this one, and so are the files.
    try fleet.write("box", to: folder, below: "tree/")
    try FileManager.default.moveItem(
      at: folder.file("tree" + folder.path + "/etc"), to: folder.file("etc"))
  }

  private static let recorder = """
    #!/bin/bash
    printf '%s\\0' "$@" >"$0.arguments"
    env -0 >"$0.environment"

    """

  func launch(
    _ environment: [String: String] = [:], of deployment: String = "one"
  ) throws -> Tool.Result {
    try script("etc/fleetc/\(deployment)/launch.sh", environment: environment)
  }

  func script(
    _ path: String, _ arguments: [String] = [], environment: [String: String] = [:]
  ) throws -> Tool.Result {
    // Not as a program: one that was just written may still be "busy" in a child
    // that another test is starting.
    try Tool("bash", from: .debian("bash")).run(
      [folder.file(path).path] + arguments, environment: environment)
  }

  func arguments() throws -> [String] { try parts("llama-server.arguments") }
  func environment() throws -> [String] { try parts("llama-server.environment") }

  private func parts(_ file: String) throws -> [String] {
    try Data(contentsOf: folder.file(file)).split(separator: 0, omittingEmptySubsequences: false)
      .dropLast().map { String(decoding: $0, as: UTF8.self) }
  }
}
