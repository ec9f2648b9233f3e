import CPosix
import FleetValues
import Glibc

/// The folder that a build writes: replaced whole or not at all.
///
/// The value holds a lock from its making to its end, so what was read of the
/// old manifest still holds when the folder is replaced. The lock is on the
/// parent folder itself: a lock file would be litter, and the kernel drops this
/// one when a run is killed. Two builds into one parent folder therefore wait
/// for each other.
package struct OutputFolder: ~Copyable {
  package enum Access {
    /// Several at once; makes nothing.
    case reading
    /// One at a time; makes missing parents and clears up after killed runs.
    case writing
  }

  private let place: OutputPlace
  private let leftovers: [OutputFailure]

  package init(
    _ path: String, for access: Access, patienceSeconds: Int = 30
  ) throws(OutputFailure) {
    let place = try OutputPlace(path, makingParents: access == .writing)
    leftovers = try Self.lock(place, for: access, patienceSeconds: patienceSeconds)
    self.place = place
  }

  private static func lock(
    _ place: OutputPlace, for access: Access, patienceSeconds: Int
  ) throws(OutputFailure) -> [OutputFailure] {
    guard let parent = place.parent else { return [] }
    let kind = access == .writing ? LOCK_EX : LOCK_SH
    let isLocked: Bool
    do {
      isLocked = try FolderLock.take(
        kind, on: parent, shown: place.shown, patienceSeconds: patienceSeconds)
    } catch {
      close(parent)
      throw error
    }
    guard access == .writing else { return [] }
    let leftovers = Leftovers(parent: parent, name: place.name)
    leftovers.putBack()
    // Without a lock they may be another run's.
    return isLocked ? leftovers.delete(shown: place.parentShown) : []
  }

  deinit {
    // Closing the parent gives up the lock.
    if let parent = place.parent { close(parent) }
  }

  /// The bytes of one file of the folder; nil where there is no such file.
  package func contents(of path: String) throws(OutputFailure) -> [UInt8]? {
    invariant(OutputLayout.isPlain(path), "'\(path)' leaves the output folder")
    guard let root = try place.open() else { return nil }
    defer { close(root) }
    return try FileReading(root: root, shown: place.shown).contents(of: path)
  }

  /// What `replace` would change, sorted by path.
  package func differences(
    from files: [OutputFile], owned: Set<String>
  ) throws(OutputFailure) -> [Difference] {
    let root = try place.open()
    defer { _ = root.map { close($0) } }
    let layout = Self.layout(files, owned)
    return try OutputComparison(of: files, in: layout, root: root, shown: place.shown).differences
  }

  /// Makes the folder hold exactly these files, and whatever is not ours.
  ///
  /// Where nothing differs nothing is touched, not even a time stamp.
  ///
  /// - Parameter owned: The paths that the last build listed. Only these are
  ///   overwritten or removed; everything else is carried over, or refused where
  ///   it stands in the way.
  package func replace(
    with files: [OutputFile], owned: Set<String>
  ) throws(OutputFailure) -> OutputChange {
    guard let parent = place.parent else { broken("the folder was opened for reading") }
    let root = try place.open()
    defer { _ = root.map { close($0) } }
    let layout = Self.layout(files, owned)
    let comparison = try OutputComparison(of: files, in: layout, root: root, shown: place.shown)
    var change = OutputChange(
      differences: comparison.differences,
      unchanged: comparison.isRight.count(where: \.self), leftovers: leftovers)
    if change.differences.isEmpty { return change }
    try checkOwned(change.differences, owned)
    try place.checkNobodyStandsInside()
    let tree = OutputTree(files: files, isRight: comparison.isRight, shown: place.shown)
    let fresh = Leftovers.fresh(beside: place.name)
    // Given up for the removal, which opens a folder more than the making could.
    var spare = dup(parent)
    if spare < 0 { throw place.failure(.open, errno) }
    defer { if spare >= 0 { close(spare) } }
    do {
      try make(fresh, in: parent, tree, layout, from: root)
      try swap(fresh, in: parent, isFirst: root == nil)
    } catch {
      close(spare)
      spare = -1
      // Half a tree; what cannot be deleted now is a later run's leftover.
      _ = TreeRemoval(of: fresh, in: parent, shown: place.shown)
      throw error
    }
    if root != nil {
      let old = TreeRemoval(of: fresh, in: parent, shown: "\(place.parentShown)/\(fresh.text)")
      change.leftovers += [old.failure].compactMap(\.self)
    }
    return change
  }

  /// What nobody listed is somebody's own, and would be lost. A folder of our own
  /// files may give way to a file; whose the rest of it is shows when it is carried.
  private func checkOwned(
    _ differences: [Difference], _ owned: Set<String>
  ) throws(OutputFailure) {
    let foreign = differences.first { difference in
      difference.kind == .changed && !owned.contains(difference.path)
        && !owned.contains { $0.hasPrefix(difference.path + "/") }
    }
    guard let foreign else { return }
    throw OutputFailure(path: "\(place.shown)/\(foreign.path)", reason: .isInTheWay)
  }

  private static func layout(_ files: [OutputFile], _ owned: Set<String>) -> OutputLayout {
    for file in files {
      invariant(OutputLayout.isPlain(file.path), "'\(file.path)' leaves the output folder")
    }
    // The manifest is a file that anybody may have edited.
    let dropped = owned.subtracting(files.map(\.path)).filter(OutputLayout.isPlain)
    return OutputLayout(writing: files, dropping: dropped.sorted())
  }

  private func make(
    _ fresh: EntryName, in parent: Int32, _ tree: OutputTree, _ layout: OutputLayout,
    from root: Int32?
  ) throws(OutputFailure) {
    let made = Posix.createFolder(fresh, in: parent, mode: root == nil ? 0o755 : 0o700)
    if made < 0 { throw place.failure(.create, -made) }
    let new = Posix.openFolder(fresh, in: parent)
    if new < 0 { throw place.failure(.open, -new) }
    defer { close(new) }
    try tree.fill(new, from: root, layout)
    if let root { try OutputTree.copyOwnership(from: root, to: new, path: place.shown) }
    // Once for all files: an fsync for each is twenty times slower.
    let saved = Posix.result(cposix_syncfs(new))
    if saved < 0 { throw place.failure(.save, -saved) }
  }

  private func swap(
    _ fresh: EntryName, in parent: Int32, isFirst: Bool
  ) throws(OutputFailure) {
    let result =
      isFirst
      ? Posix.rename(fresh, to: place.name, in: parent)
      : TreeSwap(
        parent: parent, name: place.name, fresh: fresh,
        aside: Leftovers.aside(beside: place.name))()
    switch -result {
    case EBUSY: throw OutputFailure(path: place.shown, reason: .isAMount)
    case EXDEV: throw OutputFailure(path: place.shown, reason: .isOfALowerLayer)
    case let code where code > 0: throw place.failure(.replace, code)
    default: return
    }
  }
}
