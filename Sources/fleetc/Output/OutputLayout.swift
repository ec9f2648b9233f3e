import FleetValues

/// The files to write and the files to drop, as a tree of folders.
final class OutputLayout {
  struct File {
    var name: EntryName
    /// Its place in the list of files to write; nil for one to drop.
    var index: Int?
  }

  struct Folder {
    var name: EntryName
    var layout: OutputLayout
  }

  private(set) var files: [File] = []
  private(set) var folders: [Folder] = []
  /// Whether a file to write lies beneath. Otherwise everything here goes.
  private(set) var isWritten = false

  private init() {}

  /// A bad path is our own mistake: no user's text becomes one unchecked.
  init(writing files: [OutputFile], dropping dropped: [String]) {
    var paths = files.enumerated().map { (path: $1.path, index: Int?.some($0)) }
    paths += dropped.map { ($0, nil) }
    // The usual case is sorted already, and asking is cheaper than sorting.
    if !zip(paths, paths.dropFirst()).allSatisfy({ Self.precedes($0.path, $1.path) }) {
      paths.sort { Self.precedes($0.path, $1.path) }
    }
    var open: [(name: EntryName, layout: OutputLayout)] = []
    for (path, index) in paths {
      var parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        .map { EntryName($0) }
      let name = parts.removeLast()
      let common = zip(open, parts).prefix { $0.name == $1 }.count
      open.removeSubrange(common...)
      for part in parts[common...] {
        open.append((part, (open.last?.layout ?? self).folder(part)))
      }
      (open.last?.layout ?? self).files.append(File(name: name, index: index))
      if index != nil { ([self] + open.map(\.layout)).forEach { $0.isWritten = true } }
    }
    checkNames()
  }

  private func folder(_ name: EntryName) -> OutputLayout {
    let layout = OutputLayout()
    folders.append(Folder(name: name, layout: layout))
    return layout
  }

  private func checkNames() {
    let written = files.filter { $0.index != nil }.map(\.name)
    invariant(Set(written).count == written.count, "a file is written twice: \(written)")
    let wanted = Set(folders.filter { $0.layout.isWritten }.map(\.name))
    invariant(wanted.isDisjoint(with: written), "a path is a file and a folder: \(written)")
    for folder in folders { folder.layout.checkNames() }
  }

  static func isPlain(_ path: String) -> Bool {
    !path.utf8.contains(0)
      && path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        .allSatisfy { !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) }
  }

  private static func precedes(_ one: String, _ other: String) -> Bool {
    one.utf8.lexicographicallyPrecedes(other.utf8)
  }
}
