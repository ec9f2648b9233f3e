package import Foundation

/// A program that a test asks for its opinion of our files.
package struct ExternalTool: Sendable {
  package struct Missing: Error, CustomStringConvertible {
    var name: String
    var package: String
    package var description: String { "'\(name)' is missing: install the package '\(package)'" }
  }

  package struct Result: Sendable {
    package var status: Int32
    package var output: Data
    package var errors: String

    package var text: String { String(decoding: output, as: UTF8.self) }
    /// Output that separates its parts by NUL bytes, the last one included.
    package var parts: [String] {
      output.split(separator: 0, omittingEmptySubsequences: false).dropLast()
        .map { String(decoding: $0, as: UTF8.self) }
    }
  }

  private let url: URL
  package var path: String { url.path }

  /// - Parameter package: what Debian calls the package that has it.
  package init(_ name: String, package: String) throws {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let folders =
      path.split(separator: ":").map(String.init) + ["/usr/sbin", "/sbin", "/lib/systemd"]
    let found = folders.map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let found else { throw Missing(name: name, package: package) }
    url = URL(filePath: found)
  }

  package func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String]? = nil
  ) throws -> Result {
    // Files instead of pipes: neither side can block on a full one.
    let scratch = try ScratchFolder()
    try Data(input).write(to: scratch.file("input"))
    let (output, errors) = (scratch.file("output"), scratch.file("errors"))
    for file in [output, errors] { try Data().write(to: file) }
    let process = process(arguments, environment)
    process.standardInput = try FileHandle(forReadingFrom: scratch.file("input"))
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: try Data(contentsOf: output),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }

  /// Starts it and leaves it running. Whoever starts it terminates it.
  package func start(_ arguments: [String]) throws -> Process {
    let process = process(arguments, nil)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  private func process(_ arguments: [String], _ environment: [String: String]?) -> Process {
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    if let environment { process.environment = environment }
    return process
  }
}
