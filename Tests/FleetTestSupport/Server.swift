package import Foundation
import Glibc

/// A server of one test: started, waited for, and killed with all that it
/// started when the value goes.
package final class Server {
  /// When it counts as ready.
  package enum Readiness: Sendable {
    /// The port accepts a connection.
    case port(UInt16)
    /// The path answers with a status below 400.
    case answers(port: UInt16, path: String)
    /// The file is there: a socket, say.
    case file(URL)
  }

  package struct NotReady: Error, CustomStringConvertible {
    package var command: String
    package var reason: String
    package var log: String
    package var description: String { "\(command) \(reason); its log:\n\(log)" }
  }

  private let child: ChildProcess

  package init(
    _ tool: Tool, _ arguments: [String], environment: [String: String] = [:],
    in folder: URL? = nil, ready: Readiness, timeoutSeconds: Double = 30
  ) throws {
    child = try ChildProcess(
      tool.path, arguments, environment: environment, folder: folder)
    let clock = ContinuousClock()
    let end = clock.now + .seconds(timeoutSeconds)
    while !Self.isReady(ready) {
      let isLate = clock.now > end
      if isLate || child.hasEnded {
        let reason =
          isLate
          ? "was not ready after \(timeoutSeconds) s"
          : "ended with status \(child.exitStatus ?? -1) before it was ready"
        child.killGroup()
        throw NotReady(
          command: ([tool.path] + arguments).joined(separator: " "), reason: reason, log: log)
      }
      usleep(20_000)
    }
  }

  deinit { child.killGroup() }

  package var processIdentifier: Int32 { child.identifier }

  /// What it has written so far, stdout first.
  package var log: String {
    String(decoding: child.output + child.errors, as: UTF8.self)
  }

  package var isRunning: Bool { !child.hasEnded }

  /// Asks it to end, as a service manager would, then insists.
  ///
  /// - Returns: Its exit status; 128 and the signal's number where it was killed.
  @discardableResult package func stop(timeoutSeconds: Double = 10) -> Int32 {
    child.signal(SIGTERM)
    _ = child.wait(seconds: timeoutSeconds)
    child.killGroup()
    return child.exitStatus ?? -1
  }

  /// Ends it at once, as a crash or a power cut would.
  package func kill() { child.killGroup() }

  private static func isReady(_ readiness: Readiness) -> Bool {
    switch readiness {
    case .port(let port): (try? LoopbackSocket(port: port, timeoutSeconds: 1)) != nil
    case .answers(let port, let path):
      ((try? LoopbackHTTP(port: port, timeoutSeconds: 2).get(path))?.status ?? 500) < 400
    case .file(let file): access(file.path, F_OK) == 0
    }
  }
}
