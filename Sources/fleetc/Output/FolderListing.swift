import CPosix
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

  /// The folder must not have been listed before: a descriptor remembers how far
  /// it has been read.
  init(of folder: Int32) {
    unsafe withUnsafeTemporaryAllocation(byteCount: Self.bufferBytes, alignment: 8) { buffer in
      while true {
        let count = unsafe cposix_entries(folder, buffer.baseAddress, UInt(buffer.count))
        if count < 0 { result = -errno }
        if count <= 0 { return }
        unsafe add(UnsafeRawBufferPointer(rebasing: buffer[..<count]), in: folder)
      }
    }
  }

  private static let bufferBytes = 32 << 10

  // A record: 8 bytes inode, 8 bytes place, 2 bytes its own length, 1 byte type,
  // and the name up to a zero.
  private static let lengthOffset = 16
  private static let typeOffset = 18
  private static let nameOffset = 19

  private mutating func add(_ records: UnsafeRawBufferPointer, in folder: Int32) {
    var start = 0
    while start < records.count {
      let length = unsafe records.load(fromByteOffset: start + Self.lengthOffset, as: UInt16.self)
      let record = unsafe records[start..<start + Int(length)]
      let name = unsafe EntryName(record.dropFirst(Self.nameOffset).prefix { $0 != 0 })
      if name != Self.dot && name != Self.dotDot {
        let type = unsafe Int(record[start + Self.typeOffset])
        entries.append(Entry(name: name, isFolder: Self.isFolder(name, type, in: folder)))
      }
      start += Int(length)
    }
  }

  /// Some file systems leave the type to a second question.
  private static func isFolder(_ name: EntryName, _ type: Int, in folder: Int32) -> Bool {
    guard type == DT_UNKNOWN else { return type == DT_DIR }
    var status = stat()
    return Posix.status(name, in: folder, &status) == 0 && status.isFolder
  }

  private static let dot = EntryName(".")
  private static let dotDot = EntryName("..")
}
