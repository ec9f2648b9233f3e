import Glibc

/// Reads one file of the output folder, following no link on the way.
struct FileReading {
  let root: Int32
  /// The folder's path, for messages.
  let shown: String

  /// A fleet of ten thousand nodes has a manifest a tenth as long. Anybody may
  /// have put another file in its place, and memory is not for the taking.
  private static let limitMebibytes = 512

  func contents(of path: String) throws(OutputFailure) -> [UInt8]? {
    var names = path.utf8.split(separator: UInt8(ascii: "/")).map { EntryName($0) }
    let last = names.removeLast()
    var folder = dup(root)
    defer { close(folder) }
    for name in names {
      let next = Posix.openFolder(name, in: folder)
      if next == -ENOENT || next == -ENOTDIR { return nil }
      if next < 0 { throw failure(path, -next) }
      close(folder)
      folder = next
    }
    let open = Posix.openFile(last, in: folder)
    if open == -ENOENT { return nil }
    if open < 0 { throw failure(path, -open) }
    defer { close(open) }
    var status = stat()
    let result = Posix.status(of: open, &status)
    if result < 0 { throw failure(path, -result) }
    guard status.isFile else { throw failure(path, EINVAL) }
    if status.st_size > Self.limitMebibytes << 20 {
      throw OutputFailure(
        path: "\(shown)/\(path)", reason: .isTooLarge(mebibytes: Self.limitMebibytes))
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    let got = Posix.read(open, into: &bytes, count: bytes.count)
    if got < 0 { throw failure(path, Int32(-got)) }
    return Array(bytes[..<got])
  }

  private func failure(_ path: String, _ code: Int32) -> OutputFailure {
    OutputFailure(path: "\(shown)/\(path)", reason: .system(.read, errno: code))
  }
}
