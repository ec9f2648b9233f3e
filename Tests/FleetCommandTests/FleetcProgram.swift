import FleetTestSupport
import Foundation

/// The program itself, as a user runs it.
struct FleetcProgram {
  static let path = PackageRoot.file(".build/debug/fleetc").path

  private let tool: Tool
  let folder: TemporaryFolder

  init() throws {
    tool = try Tool(Self.path, from: .thisPackage)
    folder = try TemporaryFolder()
  }

  func run(
    _ arguments: String..., input: Data = Data(), environment: [String: String] = [:]
  ) throws -> Tool.Result {
    try run(arguments, input: input, environment: environment)
  }

  /// Runs it in the temporary folder, in an environment of its own.
  func run(
    _ arguments: [String], input: Data = Data(), environment: [String: String] = [:]
  ) throws -> Tool.Result {
    try tool.run(
      arguments, environment: environment, input: input, in: folder.url, timeoutSeconds: 60)
  }

  func write(_ text: String, to path: String = "cluster.yaml") throws {
    try write(Data(text.utf8), to: path)
  }

  func write(_ data: Data, to path: String) throws {
    let file = folder.file(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }
}
