import CPosix
import FleetValues
import Glibc

/// One part of a path, as bytes that end in zero.
///
/// Not a `String`: a folder may hold names that are no UTF-8, and Swift takes
/// two spellings of "é" for one name where the file system sees two.
struct EntryName: Hashable, Sendable {
  private let bytes: [UInt8]

  init(_ name: some Sequence<UInt8>) { bytes = Array(name) + [0] }

  init(_ name: String) { self.init(name.utf8) }

  /// Without the zero.
  var bytesOfName: [UInt8] { Array(bytes.dropLast()) }

  var text: String { String(decoding: bytes.dropLast(), as: UTF8.self) }

  func withPointer<Value>(_ body: (UnsafePointer<CChar>) -> Value) -> Value {
    unsafe bytes.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress else { broken("a name ends in zero") }
      return unsafe body(start.assumingMemoryBound(to: CChar.self))
    }
  }
}

/// System calls on names beside an open folder, so that a name in the middle of
/// a path cannot be swapped for a link while we work.
///
/// Each returns what the kernel does: a result, or minus the error's number.
enum Posix {
  /// Minus EXDEV for a mount.
  static func openFolder(_ name: EntryName, in folder: Int32) -> Int32 {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    let open = result(unsafe name.withPointer { unsafe cposix_open_here(folder, $0, flags) })
    return open == -ENOSYS || open == -EPERM
      ? openFolderOfOneDevice(name, in: folder, flags) : open
  }

  /// The same for kernels that cannot be asked about mounts: one of the same
  /// device is found out when a link into it fails.
  private static func openFolderOfOneDevice(
    _ name: EntryName, in folder: Int32, _ flags: Int32
  ) -> Int32 {
    let open = result(unsafe name.withPointer { unsafe openat(folder, $0, flags) })
    var outer = stat()
    var inner = stat()
    guard open >= 0, status(of: folder, &outer) == 0, status(of: open, &inner) == 0,
      outer.st_dev != inner.st_dev
    else { return open }
    close(open)
    return -EXDEV
  }

  static func openFile(_ name: EntryName, in folder: Int32) -> Int32 {
    // A pipe would hold up the build until somebody writes to it.
    let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
    return result(unsafe name.withPointer { unsafe openat(folder, $0, flags) })
  }

  static func createFile(_ name: EntryName, in folder: Int32) -> Int32 {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    return result(unsafe name.withPointer { unsafe openat(folder, $0, flags, 0o600) })
  }

  /// With these permission bits exactly: the umask does not apply.
  static func createFolder(_ name: EntryName, in folder: Int32, mode: UInt32) -> Int32 {
    result(
      unsafe name.withPointer { name in
        let made = unsafe mkdirat(folder, name, mode)
        // Seldom, and a large tree has a hundred thousand folders.
        if made != 0 || mode & umaskAtStart == 0 { return made }
        return unsafe fchmodat(folder, name, mode, 0)
      })
  }

  /// The only way to read it is to set it.
  private static let umaskAtStart: UInt32 = {
    let bits = umask(0)
    umask(bits)
    return bits
  }()

  static func link(_ name: EntryName, from old: Int32, to new: Int32) -> Int32 {
    result(unsafe name.withPointer { unsafe linkat(old, $0, new, $0, 0) })
  }

  static func remove(_ name: EntryName, in folder: Int32, isFolder: Bool = false) -> Int32 {
    let flags = isFolder ? AT_REMOVEDIR : 0
    return result(unsafe name.withPointer { unsafe unlinkat(folder, $0, flags) })
  }

  static func rename(_ name: EntryName, to other: EntryName, in folder: Int32) -> Int32 {
    result(
      unsafe name.withPointer { from in
        unsafe other.withPointer { unsafe renameat(folder, from, folder, $0) }
      })
  }

  static func exchange(_ name: EntryName, with other: EntryName, in folder: Int32) -> Int32 {
    result(
      unsafe name.withPointer { from in
        unsafe other.withPointer { unsafe cposix_exchange(folder, from, $0) }
      })
  }

  /// Of the entry itself: a link is not followed.
  static func status(_ name: EntryName, in folder: Int32, _ status: inout stat) -> Int32 {
    result(
      unsafe name.withPointer { unsafe fstatat(folder, $0, &status, AT_SYMLINK_NOFOLLOW) })
  }

  static func status(of descriptor: Int32, _ status: inout stat) -> Int32 {
    result(unsafe fstat(descriptor, &status))
  }

  /// Writes all of the bytes, or says why not.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    unsafe bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[done...])
        let count = unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        if count <= 0 { return count < 0 ? -errno : -EIO }
        done += count
      }
      return 0
    }
  }

  /// Reads up to `count` bytes into `buffer`: fewer only at the end of the file.
  static func read(_ descriptor: Int32, into buffer: inout [UInt8], count: Int) -> Int {
    unsafe buffer.withUnsafeMutableBytes { bytes in
      var done = 0
      while done < count {
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[done..<count])
        let got = unsafe Glibc.read(descriptor, rest.baseAddress, rest.count)
        if got < 0 && errno == EINTR { continue }
        if got < 0 { return Int(-errno) }
        if got == 0 { return done }
        done += got
      }
      return done
    }
  }

  static func result(_ value: Int32) -> Int32 { value < 0 ? -errno : value }
}

extension stat {
  var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }
  var isFile: Bool { st_mode & S_IFMT == S_IFREG }
  var isLink: Bool { st_mode & S_IFMT == S_IFLNK }
  var permissions: UInt32 { st_mode & 0o7777 }
}
