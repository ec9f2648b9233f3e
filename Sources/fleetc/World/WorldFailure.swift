import FleetDiagnostics
import Glibc

/// The world's failure: a file or folder that could not be read. One message,
/// exit 2.
struct WorldFailure: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }

  init(_ failure: InputFailure) { description = "\(failure.path) \(failure.reason)" }

  /// The system's own words for an error.
  static func text(_ code: Int32) -> String {
    unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
  }
}
