import Glibc

/// The shell's `ulimit -f`: a write beyond it kills a program that does not
/// ask otherwise, and half a tree would stay on disk.
enum FileSizeLimit {
  /// From here on such a write fails like any other: one sentence, cleared up.
  static func becomesAnError() { _ = Glibc.signal(SIGXFSZ, SIG_IGN) }
}
