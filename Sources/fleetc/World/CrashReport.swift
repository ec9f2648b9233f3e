import Glibc

/// Turns a broken invariant, which traps, into exit 70 and a sentence.
///
/// The sentence of the invariant itself was printed before the trap; the handler
/// may only call what is safe in a signal.
enum CrashReport {
  static func install() {
    for signal in [SIGILL, SIGTRAP, SIGABRT] {
      Glibc.signal(signal) { _ in
        let text: StaticString = """
          fleetc: this is a bug in fleetc; nothing was written. Please report it with the \
          lines above.

          """
        _ = unsafe write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
        _exit(70)
      }
    }
  }
}
