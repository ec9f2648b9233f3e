package import Foundation
import Glibc

/// A program that a test needs and this package does not bring.
///
/// A missing one fails the test with the name of the package to install: a test
/// that is skipped where its tool is missing proves nothing and looks green.
package struct Tool: Sendable {
  /// What a run left behind.
  package struct Result: Sendable {
    package var status: Int32
    package var outputData: Data
    package var errorData: Data

    package var output: String { String(decoding: outputData, as: UTF8.self) }
    package var errors: String { String(decoding: errorData, as: UTF8.self) }
    /// Output that ends each of its parts with a NUL byte.
    package var parts: [String] {
      outputData.split(separator: 0, omittingEmptySubsequences: false).dropLast()
        .map { String(decoding: $0, as: UTF8.self) }
    }
  }

  package enum Package: Hashable, Sendable {
    case debian(String)
    /// Installed by scripts/test into `.tools`.
    case pythonIndex(String)
    /// Built beside the tests.
    case thisPackage
  }

  package let path: String

  /// Finds the program, or throws what to install.
  ///
  /// - Parameter name: A name to look for, or an absolute path.
  package init(_ name: String, from package: Package) throws {
    let folders =
      [PackageRoot.file(".tools/python/bin").path]
      + (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
      + ["/usr/sbin", "/sbin", "/lib/systemd"]
    let candidates = name.hasPrefix("/") ? [name] : folders.map { "\($0)/\(name)" }
    guard let found = candidates.first(where: { access($0, X_OK) == 0 }) else {
      throw MissingTool(name: name, package: package)
    }
    path = found
  }

  /// Runs the program to its end; a run past `timeoutSeconds` is killed, with
  /// all that it started, and throws.
  package func run(
    _ arguments: [String], environment: [String: String] = [:], input: Data = Data(),
    in folder: URL? = nil, timeoutSeconds: Double = 60
  ) throws -> Result {
    let child = try ChildProcess(
      path, arguments, environment: environment, input: input, folder: folder)
    guard child.wait(seconds: timeoutSeconds) else {
      child.killGroup()
      throw ToolTimeout(
        command: ([path] + arguments).joined(separator: " "), seconds: timeoutSeconds,
        errors: String(decoding: child.errors, as: UTF8.self))
    }
    return Result(
      status: child.exitStatus ?? -1, outputData: child.output, errorData: child.errors)
  }
}

/// Says what to install, in the words of a command.
package struct MissingTool: Error, CustomStringConvertible {
  package var name: String
  package var package: Tool.Package

  package var description: String {
    switch package {
    case .debian(let package): "\(name) is missing: apt-get install \(package), or scripts/test"
    case .pythonIndex(let package): "\(name) is missing: \(package) is installed by scripts/test"
    case .thisPackage: "\(name) is missing: swift build builds it beside the tests"
    }
  }
}

package struct ToolTimeout: Error, CustomStringConvertible {
  package var command: String
  package var seconds: Double
  package var errors: String

  package var description: String { "\(command) ran for over \(seconds) s\n\(errors)" }
}
