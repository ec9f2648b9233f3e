import Foundation
import Glibc

/// One program that is running, in a process group of its own.
///
/// Not Foundation's `Process`: that one cannot kill what the program itself
/// started, and a server left behind would hold its port for the next test.
/// Output goes to files, which never fill up the way a pipe does.
final class ChildProcess {
  let identifier: pid_t
  private let folder: TemporaryFolder
  private(set) var exitStatus: Int32?

  struct LaunchFailure: Error, CustomStringConvertible {
    var program: String
    var code: Int32
    var description: String { "cannot start \(program): \(String(cString: strerror(code)))" }
  }

  /// - Parameter environment: Added to the test's own.
  init(
    _ program: String, _ arguments: [String], environment: [String: String] = [:],
    input: Data = Data(), folder workingFolder: URL? = nil
  ) throws {
    folder = try TemporaryFolder()
    try input.write(to: folder.file("stdin"))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let make = O_WRONLY | O_CREAT | O_APPEND
    posix_spawn_file_actions_addopen(&actions, 0, folder.file("stdin").path, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, folder.file("stdout").path, make, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, folder.file("stderr").path, make, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A test runner's threads block signals, which a child would inherit.
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    posix_spawnattr_setflags(&attributes, Int16(flags))
    posix_spawnattr_setpgroup(&attributes, 0)
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    let whole = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    // The C library's own way to start elsewhere is not in Swift's Glibc module.
    let start = workingFolder.map { ["env", "-C", $0.path] } ?? []
    let command = start + [program] + arguments
    var words = command.map { strdup($0) } + [nil]
    var settings = whole.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + settings).forEach { free($0) } }
    var child: pid_t = 0
    let code = posix_spawnp(&child, command[0], &actions, &attributes, &words, &settings)
    if code != 0 { throw LaunchFailure(program: program, code: code) }
    identifier = child
  }

  deinit { killGroup() }

  var output: Data { (try? Data(contentsOf: folder.file("stdout"))) ?? Data() }
  var errors: Data { (try? Data(contentsOf: folder.file("stderr"))) ?? Data() }

  /// Whether it has ended: its status is known then.
  var hasEnded: Bool {
    if exitStatus != nil { return true }
    var status: Int32 = 0
    guard waitpid(identifier, &status, WNOHANG) == identifier else { return false }
    note(status)
    return true
  }

  /// False where it was still running at the end of the time.
  func wait(seconds: Double) -> Bool {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds)
    while !hasEnded {
      if clock.now > end { return false }
      usleep(2_000)
    }
    return true
  }

  func signal(_ number: Int32) { if exitStatus == nil { kill(-identifier, number) } }

  /// Ends the program and all that it started.
  func killGroup() {
    // Also where the program has ended: what it started may go on.
    kill(-identifier, SIGKILL)
    guard exitStatus == nil else { return }
    var status: Int32 = 0
    if waitpid(identifier, &status, 0) == identifier { note(status) }
  }

  /// As a shell says it: the program's own, or 128 and the signal's number.
  private func note(_ status: Int32) {
    let signal = status & 0x7f
    exitStatus = signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }
}
