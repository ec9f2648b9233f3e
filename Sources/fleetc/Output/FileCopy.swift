import Glibc

/// Copies one file or link where the file system makes no hard links, or has no
/// room for another one on this file.
enum FileCopy {
  private static let chunkBytes = 256 << 10

  /// Zero, or minus the error's number. Mode, owner and time come along.
  static func make(_ name: EntryName, from old: Int32, to new: Int32) -> Int32 {
    var status = stat()
    let result = Posix.status(name, in: old, &status)
    if result < 0 { return result }
    if status.isLink { return copyLink(name, from: old, to: new) }
    return status.isFile ? copyFile(name, status, from: old, to: new) : -EOPNOTSUPP
  }

  private static func copyLink(_ name: EntryName, from old: Int32, to new: Int32) -> Int32 {
    var target = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = unsafe name.withPointer { unsafe readlinkat(old, $0, &target, target.count) }
    if length < 0 { return -errno }
    let pointee = EntryName(target[..<length].map { UInt8(bitPattern: $0) })
    return Posix.result(
      unsafe pointee.withPointer { pointee in
        unsafe name.withPointer { unsafe symlinkat(pointee, new, $0) }
      })
  }

  private static func copyFile(
    _ name: EntryName, _ status: stat, from old: Int32, to new: Int32
  ) -> Int32 {
    let source = Posix.openFile(name, in: old)
    if source < 0 { return source }
    defer { close(source) }
    let target = Posix.createFile(name, in: new)
    if target < 0 { return target }
    defer { close(target) }
    var buffer = [UInt8](repeating: 0, count: chunkBytes)
    while true {
      let count = Posix.read(source, into: &buffer, count: chunkBytes)
      if count < 0 { return Int32(count) }
      let written = Posix.write(Array(buffer[..<count]), to: target)
      if written < 0 { return written }
      if count < chunkBytes { break }
    }
    if status.st_uid != geteuid() || status.st_gid != getegid() {
      if fchown(target, status.st_uid, status.st_gid) < 0 { return -errno }
    }
    if fchmod(target, status.permissions) < 0 { return -errno }
    let times = [status.st_atim, status.st_mtim]
    return Posix.result(unsafe futimens(target, times))
  }
}
