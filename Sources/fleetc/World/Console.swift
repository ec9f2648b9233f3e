import Glibc

/// Standard output and standard error. Data goes to the first, what is said
/// about it to the second.
enum Console {
  /// - Parameter done: What has been done by now, for whoever reads why the text
  ///   could not be printed: `out was written`.
  static func out(_ text: String, done: String? = nil) {
    write(text, to: STDOUT_FILENO, done: done)
  }
  static func error(_ text: String) { write(text, to: STDERR_FILENO) }

  static func exit(_ code: Int32) -> Never { Glibc.exit(code) }

  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// A variable of the environment, nil where it is unset or empty.
  static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    let text = unsafe String(cString: value)
    return text.isEmpty ? nil : text
  }

  private static func write(_ text: String, to descriptor: Int32, done: String? = nil) {
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      let written = unsafe bytes[start...].withUnsafeBytes { buffer in
        unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
      }
      if written > 0 {
        start += written
      } else if errno != EINTR {
        // Nobody is left to tell where standard error fails as well.
        if descriptor != STDERR_FILENO && errno != EPIPE {
          let reason = WorldFailure.text(errno) + (done.map { ", but \($0)" } ?? "")
          error("fleetc: cannot print to standard output: \(reason)\n")
        }
        exit(2)
      }
    }
  }
}
