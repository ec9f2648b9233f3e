import FleetDiagnostics
import Glibc

/// Files on the disk, by paths relative to the working folder. `-` is standard
/// input.
struct DiskReader: InputReader {
  /// No spec is larger: a fleet of ten thousand nodes takes nine.
  static let limitMebibytes = 64

  /// Whether to wait for what others write into a pipe.
  ///
  /// Who names a pipe as the spec has a writer for it. One that merely lies in a
  /// folder would hold up the build for ever: it is refused.
  var awaitsPipes = false

  func contents(of path: String, range: Range<Int>?) throws(InputFailure) -> [UInt8] {
    let bytes = try path == "-" ? read(STDIN_FILENO, "standard input") : read(path)
    return range.map { Array(bytes[$0.clamped(to: bytes.indices)]) } ?? bytes
  }

  private func read(_ path: String) throws(InputFailure) -> [UInt8] {
    let flags = O_RDONLY | O_CLOEXEC | (awaitsPipes ? 0 : O_NONBLOCK)
    var descriptor: Int32
    repeat { descriptor = unsafe open(path, flags) } while descriptor < 0 && errno == EINTR
    guard descriptor >= 0 else {
      throw InputFailure(path: path, reason: "cannot be read: \(WorldFailure.text(errno))")
    }
    defer { close(descriptor) }
    return try read(descriptor, path)
  }

  private func read(_ descriptor: Int32, _ path: String) throws(InputFailure) -> [UInt8] {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw InputFailure(path: path, reason: "cannot be read: \(WorldFailure.text(errno))")
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      throw InputFailure(path: path, reason: "is a folder, not a file")
    }
    if !awaitsPipes && status.st_mode & S_IFMT != S_IFREG {
      throw InputFailure(path: path, reason: "is a pipe or a device, not a file")
    }
    let limit = Self.limitMebibytes << 20
    var bytes = [UInt8](repeating: 0, count: min(max(Int(status.st_size), 1 << 16), limit) + 1)
    var count = 0
    while true {
      let got = unsafe bytes[count...].withUnsafeMutableBytes { buffer in
        unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      }
      if got < 0 && errno == EINTR { continue }
      // Standard input is as its other users left it, which may be non-blocking.
      if got < 0 && errno == EAGAIN && Self.isAwaited(descriptor) { continue }
      if got < 0 {
        throw InputFailure(path: path, reason: "cannot be read: \(WorldFailure.text(errno))")
      }
      if got == 0 { break }
      count += got
      if count > limit {
        throw InputFailure(
          path: path, reason: "is larger than \(Self.limitMebibytes) MiB, which no spec is")
      }
      if count == bytes.count {
        bytes += [UInt8](repeating: 0, count: min(bytes.count, limit + 1 - bytes.count))
      }
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  /// Sleeps until there is something to read; false where that cannot be known.
  private static func isAwaited(_ descriptor: Int32) -> Bool {
    var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let count = unsafe poll(&wanted, 1, -1)
    return count > 0 || count < 0 && errno == EINTR
  }
}
