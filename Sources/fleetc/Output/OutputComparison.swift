import Glibc

/// What stands in the folder against what should: the reading half of a build.
struct OutputComparison {
  /// By place in the list of files to write.
  let isRight: [Bool]
  /// Sorted by path.
  let differences: [Difference]

  /// - Parameter root: The open folder, or nil where there is none yet.
  /// - Parameter shown: How the user wrote the folder's path, for messages.
  init(
    of files: [OutputFile], in layout: OutputLayout, root: Int32?, shown: String
  ) throws(OutputFailure) {
    let parts = Workers.states(for: layout.folders.count) {
      FolderComparison(of: files, shown: shown)
    }
    try parts[0].compareFiles(layout, folder: root, path: "")
    try Workers.run(parts, count: layout.folders.count) { (part, place) throws(OutputFailure) in
      try part.compareFolder(layout.folders[place], in: root, path: "")
    }
    var isRight = Array(repeating: false, count: files.count)
    for index in parts.flatMap(\.right) { isRight[index] = true }
    self.isRight = isRight
    differences = parts.flatMap(\.differences).sorted { $0.path < $1.path }
  }
}

/// The comparison of one thread.
private final class FolderComparison {
  private(set) var right: [Int] = []
  private(set) var differences: [Difference] = []

  private let files: [OutputFile]
  private let shown: String
  private var buffer: [UInt8]

  private static let bufferBytes = 256 << 10

  init(of files: [OutputFile], shown: String) {
    self.files = files
    self.shown = shown
    buffer = Array(repeating: 0, count: Self.bufferBytes)
  }

  func compareFiles(
    _ layout: OutputLayout, folder: Int32?, path: String
  ) throws(OutputFailure) {
    for file in layout.files {
      if let index = file.index {
        let kind: Difference.Kind? =
          if let folder { try difference(of: files[index], name: file.name, in: folder) } else {
            .added
          }
        if let kind {
          differences.append(Difference(path: files[index].path, kind: kind))
        } else {
          right.append(index)
        }
      } else if let folder, stands(file.name, in: folder) {
        differences.append(Difference(path: path + file.name.text, kind: .removed))
      }
    }
  }

  func compareFolder(
    _ child: OutputLayout.Folder, in parent: Int32?, path: String
  ) throws(OutputFailure) {
    let path = path + child.name.text
    var open: Int32?
    if let parent { open = try openFolder(child.name, in: parent, path: path) }
    defer { _ = open.map { close($0) } }
    try compareFiles(child.layout, folder: open, path: path + "/")
    for folder in child.layout.folders {
      try compareFolder(folder, in: open, path: path + "/")
    }
  }

  /// Nil also where something that is no folder has the name: everything that
  /// should be beneath is missing then.
  private func openFolder(
    _ name: EntryName, in parent: Int32, path: String
  ) throws(OutputFailure) -> Int32? {
    let open = Posix.openFolder(name, in: parent)
    switch -open {
    case ENOENT, ENOTDIR, ELOOP: return nil
    case EXDEV: throw OutputFailure(path: "\(shown)/\(path)", reason: .holdsAMount)
    case let code where code > 0:
      throw OutputFailure(path: "\(shown)/\(path)", reason: .system(.open, errno: code))
    default: return open
    }
  }

  /// Whether a file to drop is there. A folder of its name is somebody else's.
  private func stands(_ name: EntryName, in folder: Int32) -> Bool {
    var status = stat()
    return Posix.status(name, in: folder, &status) == 0 && !status.isFolder
  }

  private func difference(
    of file: OutputFile, name: EntryName, in folder: Int32
  ) throws(OutputFailure) -> Difference.Kind? {
    let open = Posix.openFile(name, in: folder)
    switch -open {
    case ENOENT: return .added
    // A link, a socket.
    case ELOOP, ENXIO: return .changed
    case let code where code > 0: throw failure(.read, file, code)
    default: break
    }
    defer { close(open) }
    var status = stat()
    let result = Posix.status(of: open, &status)
    if result < 0 { throw failure(.read, file, -result) }
    guard status.isFile, status.st_size == file.contents.count else { return .changed }
    guard try holds(open, file) else { return .changed }
    return status.permissions == UInt32(file.mode) ? nil : .mode
  }

  private func holds(_ open: Int32, _ file: OutputFile) throws(OutputFailure) -> Bool {
    var start = 0
    repeat {
      let count = min(file.contents.count - start, buffer.count)
      let got = Posix.read(open, into: &buffer, count: count)
      if got < 0 { throw failure(.read, file, Int32(-got)) }
      guard got == count, isSame(file.contents, from: start, count: count) else { return false }
      start += count
    } while start < file.contents.count
    return true
  }

  private func isSame(_ contents: [UInt8], from start: Int, count: Int) -> Bool {
    guard count > 0 else { return true }
    return unsafe contents.withUnsafeBytes { expected in
      unsafe buffer.withUnsafeBytes { actual in
        guard let one = expected.baseAddress, let other = actual.baseAddress else { return false }
        return unsafe memcmp(one + start, other, count) == 0
      }
    }
  }

  private func failure(
    _ step: OutputFailure.Step, _ file: OutputFile, _ code: Int32
  ) -> OutputFailure {
    OutputFailure(path: "\(shown)/\(file.path)", reason: .system(step, errno: code))
  }
}
