package import Foundation
import Glibc

/// What a folder holds, as values that a test can compare: every file with its
/// mode and bytes, every link with its target, every empty folder.
package struct FolderContents: Equatable {
  package enum Entry: Equatable {
    case file(Data, mode: UInt16)
    case link(String)
    case emptyFolder
    /// A socket, a pipe, a device.
    case special
  }

  /// By path below the folder.
  package private(set) var entries: [String: Entry] = [:]

  package init(entries: [String: Entry] = [:]) { self.entries = entries }

  /// A folder that is not there holds nothing.
  package init(of folder: URL) throws {
    var status = stat()
    guard lstat(folder.path, &status) == 0 else { return }
    try add(folder.path, prefix: "")
  }

  package var paths: [String] { entries.keys.sorted() }

  private mutating func add(_ folder: String, prefix: String) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      let whole = "\(folder)/\(name)"
      var status = stat()
      guard lstat(whole, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR:
        let before = entries.count
        try add(whole, prefix: "\(prefix)\(name)/")
        if entries.count == before { entries[prefix + name] = .emptyFolder }
      case S_IFREG:
        let data = try Data(contentsOf: URL(filePath: whole))
        entries[prefix + name] = .file(data, mode: UInt16(status.st_mode & 0o7777))
      case S_IFLNK:
        entries[prefix + name] = .link(
          try FileManager.default.destinationOfSymbolicLink(atPath: whole))
      default: entries[prefix + name] = .special
      }
    }
  }
}
