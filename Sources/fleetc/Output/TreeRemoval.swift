import Glibc

/// Deletes a whole folder, and nothing that is mounted in it.
struct TreeRemoval {
  private(set) var failure: OutputFailure?

  /// - Parameter shown: The folder's path, for messages.
  init(of name: EntryName, in parent: Int32, shown: String) {
    remove(name, in: parent, shown: shown)
  }

  private mutating func remove(_ name: EntryName, in parent: Int32, shown: String) {
    let folder = Self.open(name, in: parent)
    if folder < 0 { return fail(shown, -folder) }
    defer { close(folder) }
    let listing = FolderListing(of: folder)
    if listing.result < 0 { return fail(shown, -listing.result) }
    for entry in listing.entries {
      if entry.isFolder {
        remove(entry.name, in: folder, shown: "\(shown)/\(entry.name.text)")
      } else {
        let result = Self.unlink(entry.name, in: folder)
        if result < 0 { fail("\(shown)/\(entry.name.text)", -result) }
      }
      if failure != nil { return }
    }
    let result = Posix.remove(name, in: parent, isFolder: true)
    if result < 0 { fail(shown, -result) }
  }

  /// A folder that its owner may not read was carried over with its mode.
  private static func open(_ name: EntryName, in parent: Int32) -> Int32 {
    let folder = Posix.openFolder(name, in: parent)
    guard folder == -EACCES else { return folder }
    let changed = unsafe name.withPointer { unsafe fchmodat(parent, $0, 0o700, 0) }
    return changed == 0 ? Posix.openFolder(name, in: parent) : folder
  }

  private static func unlink(_ name: EntryName, in folder: Int32) -> Int32 {
    let result = Posix.remove(name, in: folder)
    guard result == -EACCES, fchmod(folder, 0o700) == 0 else { return result }
    return Posix.remove(name, in: folder)
  }

  private mutating func fail(_ path: String, _ code: Int32) {
    let reason: OutputFailure.Reason =
      code == EXDEV || code == EBUSY ? .holdsAMount : .system(.remove, errno: code)
    failure = failure ?? OutputFailure(path: path, reason: reason)
  }
}
