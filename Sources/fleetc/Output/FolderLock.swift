import Glibc

/// A lock on an open folder, held until its descriptor is closed.
enum FolderLock {
  private static let pauseMicroseconds: UInt32 = 20_000

  /// Waits for other runs, but not for ever: a message beats silence.
  ///
  /// - Returns: False where the file system locks no folders, as NFS does not.
  static func take(
    _ kind: Int32, on folder: Int32, shown: String, patienceSeconds: Int
  ) throws(OutputFailure) -> Bool {
    var pauses = patienceSeconds * 1_000_000 / Int(pauseMicroseconds)
    while flock(folder, kind | LOCK_NB) != 0 {
      switch errno {
      case EINTR: continue
      case EWOULDBLOCK where pauses > 0:
        pauses -= 1
        usleep(pauseMicroseconds)
      case EWOULDBLOCK:
        throw OutputFailure(path: shown, reason: .isBusy(seconds: patienceSeconds))
      case EBADF, ENOLCK, ENOSYS, EOPNOTSUPP: return false
      default: throw OutputFailure(path: shown, reason: .system(.lock, errno: errno))
      }
    }
    return true
  }
}
