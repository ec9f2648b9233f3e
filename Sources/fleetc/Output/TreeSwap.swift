import Glibc

/// Puts a finished tree where the old one stands, and the old one where the
/// finished one stood.
struct TreeSwap {
  let parent: Int32
  let name: EntryName
  let fresh: EntryName
  /// A free name, needed only where the file system cannot exchange.
  let aside: EntryName

  /// Zero, or minus the error's number: then everything is where it was.
  func callAsFunction() -> Int32 {
    let result = Posix.exchange(fresh, with: name, in: parent)
    let cannotExchange = [-EINVAL, -ENOSYS, -EOPNOTSUPP].contains(result)
    return cannotExchange ? throughThreeNames() : result
  }

  /// What NFS and some others need. A kill between the first two steps leaves no
  /// folder of the name, but a whole one aside: the next run puts it back.
  func throughThreeNames() -> Int32 {
    let first = Posix.rename(name, to: aside, in: parent)
    if first < 0 { return first }
    let second = Posix.rename(fresh, to: name, in: parent)
    if second < 0 {
      let back = Posix.rename(aside, to: name, in: parent)
      return back < 0 ? back : second
    }
    return Posix.rename(aside, to: fresh, in: parent)
  }
}
