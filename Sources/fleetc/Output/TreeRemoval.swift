import Glibc

/// Deletes a whole folder, and nothing that is mounted in it.
struct TreeRemoval {
  private(set) var failure: OutputFailure?

  /// - Parameter shown: The folder's path, for messages.
  init(of name: EntryName, in parent: Int32, shown: String) {
    do {
      try Self.remove(name, in: parent, shown: shown, isShared: true)
    } catch {
      failure = error
    }
    guard failure?.reason == .system(.remove, errno: EMFILE) else { return }
    // One thread holds half as many folders open.
    failure = nil
    do {
      try Self.remove(name, in: parent, shown: shown, isShared: false)
    } catch {
      failure = error
    }
  }

  private static func remove(
    _ name: EntryName, in parent: Int32, shown: String, isShared: Bool = false
  ) throws(OutputFailure) {
    let folder = open(name, in: parent)
    if folder < 0 { throw failure(shown, -folder) }
    defer { close(folder) }
    let listing = FolderListing(of: folder)
    if listing.result < 0 { throw failure(shown, -listing.result) }
    let threads: [Void] = Workers.states(for: isShared ? listing.entries.count : 1) {}
    try Workers.run(threads, count: listing.entries.count) { (_, place) throws(OutputFailure) in
      let entry = listing.entries[place]
      if entry.isFolder {
        try remove(entry.name, in: folder, shown: "\(shown)/\(entry.name.text)")
      } else {
        let result = unlink(entry.name, in: folder)
        if result < 0 { throw failure("\(shown)/\(entry.name.text)", -result) }
      }
    }
    let result = Posix.remove(name, in: parent, isFolder: true)
    if result < 0 { throw failure(shown, -result) }
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

  private static func failure(_ path: String, _ code: Int32) -> OutputFailure {
    let reason: OutputFailure.Reason =
      code == EXDEV || code == EBUSY ? .holdsAMount : .system(.remove, errno: code)
    return OutputFailure(path: path, reason: reason)
  }
}
