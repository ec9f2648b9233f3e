import Glibc

/// The folders beside the output that a run makes on its way, and what killed
/// runs left of them.
///
/// Whoever holds the lock is the only run, so every such folder is a leftover.
struct Leftovers {
  let parent: Int32
  let name: EntryName

  /// A name for a tree in the making.
  static func fresh(beside name: EntryName) -> EntryName { made(name, fresh) }

  /// A name for the old tree, on file systems that cannot exchange two folders.
  static func aside(beside name: EntryName) -> EntryName { made(name, aside) }

  private static let fresh = ".fleetc-new-"
  private static let aside = ".fleetc-old-"
  private static let digits = 16

  /// Puts back the old tree that a killed run had set aside.
  func putBack() {
    var status = stat()
    guard Posix.status(name, in: parent, &status) == -ENOENT else { return }
    guard let old = folders().first(where: { isMade($0, Self.aside) }) else { return }
    // Where that fails it stays aside, and `delete` spares it.
    _ = Posix.rename(old, to: name, in: parent)
  }

  /// Deletes what killed runs left.
  ///
  /// - Parameter shown: The parent's path, for messages.
  func delete(shown: String) -> [OutputFailure] {
    var status = stat()
    let isThere = Posix.status(name, in: parent, &status) == 0
    return folders().filter { isMade($0, Self.fresh) || isThere && isMade($0, Self.aside) }
      .compactMap { TreeRemoval(of: $0, in: parent, shown: "\(shown)/\($0.text)").failure }
  }

  private func folders() -> [EntryName] {
    let own = Posix.openFolder(EntryName("."), in: parent)
    defer { if own >= 0 { close(own) } }
    return own < 0 ? [] : FolderListing(of: own).entries.filter(\.isFolder).map(\.name)
  }

  private static func made(_ name: EntryName, _ middle: String) -> EntryName {
    let hex = String(UInt64.random(in: .min ... .max), radix: 16)
    let zeros = String(repeating: "0", count: digits - hex.count)
    return EntryName(name.bytesOfName + Array((middle + zeros + hex).utf8))
  }

  private func isMade(_ entry: EntryName, _ middle: String) -> Bool {
    let start = name.bytesOfName + Array(middle.utf8)
    let bytes = entry.bytesOfName
    return bytes.count == start.count + Self.digits && bytes.starts(with: start)
      && bytes.dropFirst(start.count).allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
  }
}
