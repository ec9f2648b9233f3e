import Glibc

/// What stands in an open folder, without `.` and `..`.
struct FolderListing {
  struct Entry {
    var name: EntryName
    var isFolder: Bool
  }

  private(set) var entries: [Entry] = []

  /// Zero, or minus the number of the error that ended the listing.
  private(set) var result: Int32 = 0

  init(of folder: Int32) {
    // A listing moves its descriptor's place, so it gets one of its own.
    let own = unsafe openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard own >= 0, let stream = unsafe fdopendir(own) else {
      result = -errno
      if own >= 0 { close(own) }
      return
    }
    defer { unsafe closedir(stream) }
    errno = 0
    while let entry = unsafe readdir(stream) {
      let name = unsafe EntryName(of: entry)
      if !name.isDots { unsafe add(name, type: Int(entry.pointee.d_type), in: folder) }
      errno = 0
    }
    result = -errno
  }

  /// Some file systems leave the type to a second question.
  private mutating func add(_ name: EntryName, type: Int, in folder: Int32) {
    var isFolder = type == DT_DIR
    if type == DT_UNKNOWN {
      var status = stat()
      isFolder = Posix.status(name, in: folder, &status) == 0 && status.isFolder
    }
    entries.append(Entry(name: name, isFolder: isFolder))
  }
}

extension EntryName {
  fileprivate init(of entry: UnsafePointer<dirent>) {
    // Swift shows the name as a tuple of 256 bytes; the record may be shorter.
    let start = unsafe UnsafeRawPointer(entry) + Self.offsetInRecord
    let length = unsafe strlen(start.assumingMemoryBound(to: CChar.self))
    unsafe self.init(UnsafeRawBufferPointer(start: start, count: length))
  }

  fileprivate var isDots: Bool { self == Self.dot || self == Self.dotDot }

  private static let offsetInRecord = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
  private static let dot = EntryName(".")
  private static let dotDot = EntryName("..")
}
