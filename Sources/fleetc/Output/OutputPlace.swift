import Glibc

/// Where the output folder is: its parent, open, and its name there.
///
/// A link to a folder is followed, so that what it points to is replaced and
/// the link stays.
struct OutputPlace {
  /// As the user wrote it, without what may trail a name.
  let shown: String
  let name: EntryName
  /// Nil where the parent is not there yet and was not to be made.
  let parent: Int32?
  private let realParent: String

  init(_ path: String, makingParents: Bool) throws(OutputFailure) {
    shown = Self.trimmed(path)
    let real = try Self.resolve(shown)
    if real == "/" { throw OutputFailure(path: path, reason: .isAMount) }
    let (folder, last) = Self.split(real ?? shown)
    // A tree made under such a name would be made inside of itself.
    if ["", ".", ".."].contains(last) { throw OutputFailure(path: path, reason: .isNoName) }
    name = EntryName(last)
    if real == nil && makingParents { try Self.makeFolder(folder) }
    realParent = Self.realPath(folder) ?? folder
    let open = unsafe Glibc.open(realParent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if open < 0 && (errno != ENOENT || makingParents) {
      throw OutputFailure(path: folder, reason: .system(.open, errno: errno))
    }
    parent = open < 0 ? nil : open
  }

  /// The parent's path, for messages.
  var parentShown: String { Self.split(shown).folder }

  /// The folder itself, or nil where it is not there yet.
  func open() throws(OutputFailure) -> Int32? {
    guard let parent else { return nil }
    let open = Posix.openFolder(name, in: parent)
    switch -open {
    case ENOENT: return nil
    case ENOTDIR, ELOOP: throw OutputFailure(path: shown, reason: .isNotAFolder)
    case EXDEV: throw OutputFailure(path: shown, reason: .isAMount)
    case let code where code > 0: throw failure(.open, code)
    default: return open
    }
  }

  /// A shell in the folder would be left in the old tree, which is deleted.
  func checkNobodyStandsInside() throws(OutputFailure) {
    guard let here = Self.realPath(".") else { return }
    let real = realParent == "/" ? "/\(name.text)" : "\(realParent)/\(name.text)"
    if here == real || here.hasPrefix(real + "/") {
      throw OutputFailure(path: shown, reason: .isTheWorkingFolder)
    }
  }

  func failure(_ step: OutputFailure.Step, _ code: Int32) -> OutputFailure {
    OutputFailure(path: shown, reason: .system(step, errno: code))
  }

  /// The path without links, or nil where nothing is there.
  private static func resolve(_ path: String) throws(OutputFailure) -> String? {
    if let real = realPath(path) { return real }
    let code = errno
    var status = stat()
    if unsafe lstat(path, &status) == 0 && status.isLink {
      let isBroken = code == ENOENT
      throw OutputFailure(
        path: path, reason: isBroken ? .isABrokenLink : .system(.open, errno: code))
    }
    if code == ENOENT { return nil }
    throw OutputFailure(path: path, reason: .system(.open, errno: code))
  }

  private static func makeFolder(_ path: String) throws(OutputFailure) {
    if realPath(path) != nil { return }
    let (folder, _) = split(path)
    if folder != path { try makeFolder(folder) }
    if unsafe mkdir(path, 0o777) != 0 && errno != EEXIST {
      throw OutputFailure(path: path, reason: .system(.create, errno: errno))
    }
  }

  private static func realPath(_ path: String) -> String? {
    guard let real = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  /// Without slashes and `/.` at the end: they mean the same folder, and hide its name.
  private static func trimmed(_ path: String) -> String {
    var path = path
    while path.count > 1 {
      if path.hasSuffix("/") {
        path.removeLast()
      } else if path.hasSuffix("/.") {
        path.removeLast(path == "/." ? 1 : 2)
      } else {
        break
      }
    }
    return path
  }

  private static func split(_ path: String) -> (folder: String, last: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = path[..<slash].isEmpty ? "/" : String(path[..<slash])
    return (folder, String(path[path.index(after: slash)...]))
  }
}
