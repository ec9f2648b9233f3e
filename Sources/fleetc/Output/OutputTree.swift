import FleetValues
import Glibc

/// Fills the new tree beside the old one: links to what stays, new files for
/// what differs. The old tree is not touched, whatever happens.
struct OutputTree {
  let files: [OutputFile]
  let isRight: [Bool]
  /// How the user wrote the folder's path, for messages.
  let shown: String

  /// What became of a folder's entries, as one thread saw it. A folder that only
  /// lost files is not kept.
  private final class Outcome {
    var kept = 0
    var dropped = 0
    var carriedFolders: Set<EntryName> = []
  }

  func fill(_ new: Int32, from old: Int32?, _ layout: OutputLayout) throws(OutputFailure) {
    _ = try fill(new, from: old, layout, path: "")
  }

  private func fill(
    _ new: Int32, from old: Int32?, _ layout: OutputLayout?, path: String
  ) throws(OutputFailure) -> (kept: Int, dropped: Int) {
    var kept = 0
    var dropped = 0
    var carried: Set<EntryName> = []
    if let old {
      let listing = FolderListing(of: old)
      if listing.result < 0 { throw failure(.read, path, -listing.result) }
      for outcome in try carry(listing.entries, to: new, from: old, layout, path: path) {
        kept += outcome.kept
        dropped += outcome.dropped
        carried.formUnion(outcome.carriedFolders)
      }
    }
    guard let layout else { return (kept, dropped) }
    for file in layout.files {
      guard let index = file.index else { continue }
      try place(index, file.name, in: new, from: old)
      kept += 1
    }
    let fresh = layout.folders.filter { $0.layout.isWritten && !carried.contains($0.name) }
    try Workers.run(states(for: fresh.count, path), count: fresh.count) {
      (_, place) throws(OutputFailure) in
      try create(fresh[place], in: new, path: path + fresh[place].name.text)
    }
    return (kept + fresh.count, dropped)
  }

  private func carry(
    _ entries: [FolderListing.Entry], to new: Int32, from old: Int32, _ layout: OutputLayout?,
    path: String
  ) throws(OutputFailure) -> [Outcome] {
    let names = NamesInFolder(layout)
    let outcomes = states(for: entries.count, path)
    try Workers.run(outcomes, count: entries.count) { (outcome, place) throws(OutputFailure) in
      let entry = entries[place]
      let entryPath = path + entry.name.text
      let isCarried =
        entry.isFolder
        ? try carryFolder(entry.name, to: new, from: old, names, path: entryPath)
        : try carry(entry.name, to: new, from: old, names, path: entryPath)
      if isCarried { outcome.kept += 1 } else { outcome.dropped += 1 }
      if isCarried && entry.isFolder { outcome.carriedFolders.insert(entry.name) }
    }
    return outcomes
  }

  /// Only the nodes' own folders are shared out; what is in them is one thread's.
  private func states(for count: Int, _ path: String) -> [Outcome] {
    Workers.states(for: path.isEmpty ? count : 1) { Outcome() }
  }

  /// Something of the old tree that is no folder. False where it goes.
  private func carry(
    _ name: EntryName, to new: Int32, from old: Int32, _ names: NamesInFolder, path: String
  ) throws(OutputFailure) -> Bool {
    // Linked or written in the layout's own turn.
    if names.written.contains(name) { return false }
    if names.dropped.contains(name) { return false }
    if names.folders[name]?.isWritten == true {
      throw OutputFailure(path: "\(shown)/\(path)", reason: .isInTheWay)
    }
    let result = Posix.link(name, from: old, to: new)
    if result == 0 { return true }
    if result == -EXDEV {
      throw OutputFailure(path: "\(shown)/\(path)", reason: .holdsAMount)
    }
    let copied = FileCopy.make(name, from: old, to: new)
    if copied < 0 {
      let reason: OutputFailure.Reason =
        copied == -ENOSPC || copied == -EDQUOT
        ? .system(.write, errno: -copied) : .cannotBeCarried(errno: -result)
      throw OutputFailure(path: "\(shown)/\(path)", reason: reason)
    }
    return true
  }

  private func carryFolder(
    _ name: EntryName, to new: Int32, from old: Int32, _ names: NamesInFolder, path: String
  ) throws(OutputFailure) -> Bool {
    let source = try open(name, in: old, path: path)
    defer { close(source) }
    let isReplaced = names.written.contains(name)
    try create(name, in: new, mode: 0o700, path: path)
    let target = try open(name, in: new, path: path)
    defer { close(target) }
    let (kept, dropped) = try fill(target, from: source, names.folders[name], path: path + "/")
    if isReplaced && (kept > 0 || dropped == 0) {
      throw OutputFailure(path: "\(shown)/\(path)", reason: .isInTheWay)
    }
    if kept == 0 && dropped > 0 {
      let result = Posix.remove(name, in: new, isFolder: true)
      if result < 0 { throw failure(.remove, path, -result) }
      return false
    }
    try Self.copyOwnership(from: source, to: target, path: "\(shown)/\(path)")
    return true
  }

  private func create(
    _ folder: OutputLayout.Folder, in new: Int32, path: String
  ) throws(OutputFailure) {
    try create(folder.name, in: new, mode: 0o755, path: path)
    let target = try open(folder.name, in: new, path: path)
    defer { close(target) }
    _ = try fill(target, from: nil, folder.layout, path: path + "/")
  }

  /// One of the build's own files.
  private func place(
    _ index: Int, _ name: EntryName, in new: Int32, from old: Int32?
  ) throws(OutputFailure) {
    let file = files[index]
    if let old, isRight[index] {
      let result = Posix.link(name, from: old, to: new)
      if result == 0 { return }
      if result == -EXDEV {
        throw OutputFailure(path: "\(shown)/\(file.path)", reason: .holdsAMount)
      }
      // Where a link cannot be had we have the contents.
    }
    let open = Posix.createFile(name, in: new)
    if open < 0 { throw failure(.create, file.path, -open) }
    var result = Posix.write(file.contents, to: open)
    if result == 0 { result = Posix.result(fchmod(open, UInt32(file.mode))) }
    let closed = Posix.result(close(open))
    if result < 0 || closed < 0 {
      throw failure(.write, file.path, result < 0 ? -result : -closed)
    }
  }

  /// A folder that was there keeps its mode and its owner. Last, since its mode
  /// may forbid to write into it.
  static func copyOwnership(
    from source: Int32, to target: Int32, path: String
  ) throws(OutputFailure) {
    var wanted = stat()
    var made = stat()
    var result = Posix.status(of: source, &wanted)
    if result == 0 { result = Posix.status(of: target, &made) }
    if result == 0 && (wanted.st_uid != made.st_uid || wanted.st_gid != made.st_gid) {
      result = Posix.result(fchown(target, wanted.st_uid, wanted.st_gid))
    }
    if result == 0 && wanted.permissions != made.permissions {
      result = Posix.result(fchmod(target, wanted.permissions))
    }
    if result < 0 { throw OutputFailure(path: path, reason: .cannotBeCarried(errno: -result)) }
  }

  private func create(
    _ name: EntryName, in folder: Int32, mode: UInt32, path: String
  ) throws(OutputFailure) {
    let result = Posix.createFolder(name, in: folder, mode: mode)
    if result < 0 { throw failure(.create, path, -result) }
  }

  private func open(
    _ name: EntryName, in folder: Int32, path: String
  ) throws(OutputFailure) -> Int32 {
    let open = Posix.openFolder(name, in: folder)
    if open == -EXDEV {
      throw OutputFailure(path: "\(shown)/\(path)", reason: .holdsAMount)
    }
    if open < 0 { throw failure(.open, path, -open) }
    return open
  }

  private func failure(
    _ step: OutputFailure.Step, _ path: String, _ code: Int32
  ) -> OutputFailure {
    let path = path.hasSuffix("/") ? String(path.dropLast()) : path
    let whole = path.isEmpty ? shown : "\(shown)/\(path)"
    return OutputFailure(path: whole, reason: .system(step, errno: code))
  }
}

/// A folder's part of the layout, by name.
private struct NamesInFolder {
  var written: Set<EntryName> = []
  var dropped: Set<EntryName> = []
  var folders: [EntryName: OutputLayout] = [:]

  init(_ layout: OutputLayout?) {
    guard let layout else { return }
    for file in layout.files {
      if file.index == nil { dropped.insert(file.name) } else { written.insert(file.name) }
    }
    folders = Dictionary(layout.folders.map { ($0.name, $0.layout) }) { first, _ in first }
  }
}
