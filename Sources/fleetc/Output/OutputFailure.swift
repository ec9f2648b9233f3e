import Glibc

/// Why the output folder could not be read or replaced.
///
/// The world's failure: exit 2, one message. Whenever it is thrown, the folder
/// holds what it held before.
package struct OutputFailure: Error, Hashable, Sendable {
  /// What was being done, as it stands after "cannot".
  package enum Step: String, Hashable, Sendable {
    case open, read, write, create, link, lock, remove, replace
    case save = "flush to disk"
  }

  package enum Reason: Hashable, Sendable {
    /// The system's word.
    case system(Step, errno: Int32)
    case isNotAFolder
    /// Empty, or `..` below what is not there.
    case isNoName
    case isABrokenLink
    /// The folder itself: a mount cannot change places with another folder.
    case isAMount
    /// Inside of the folder: its files cannot be carried over.
    case holdsAMount
    /// A folder, or a file that no build wrote, stands where a file or a folder
    /// of the build must stand.
    case isInTheWay
    /// Something that can be neither linked nor copied.
    case cannotBeCarried(errno: Int32)
    case isBusy(seconds: Int)
    /// Overlay file systems cannot rename a folder that their image brought.
    case isOfALowerLayer
    case isTheWorkingFolder
    /// A file that only a build writes, such as its manifest.
    case isTooLarge(mebibytes: Int)
  }

  package var path: String
  package var reason: Reason

  package init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }
}

extension OutputFailure: CustomStringConvertible {
  package var description: String {
    switch reason {
    case .system(let step, let code): "cannot \(step.rawValue) \(path): \(Self.text(code))"
    case .isNotAFolder: "\(path) is not a folder"
    case .isNoName: "'\(path)' names no folder: write the name that it shall have"
    case .isABrokenLink: "\(path) is a link to nothing"
    case .isAMount: "\(path) is a mount, which cannot be replaced: name a folder inside it"
    case .holdsAMount: "\(path) is a mount, which cannot be carried over: unmount it"
    case .isInTheWay: "\(path) is in the way and was not written by fleetc: move it"
    case .cannotBeCarried(let code):
      "\(path) was not written by fleetc and cannot be carried over: \(Self.text(code))"
    case .isOfALowerLayer:
      "\(path) belongs to a lower layer of an overlay, which cannot rename it: delete it first"
    case .isTooLarge(let mebibytes):
      "\(path) is larger than \(mebibytes) MiB, which no build writes: "
        + "restore it, or move the whole folder away"
    case .isTheWorkingFolder: "\(path) cannot be replaced from inside: go to another folder"
    case .isBusy(let seconds):
      "another build has been writing beside \(path) for \(seconds) s: try again when it is done"
    }
  }

  private static func text(_ code: Int32) -> String {
    guard let words = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: words)
  }
}
