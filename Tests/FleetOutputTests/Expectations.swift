import FleetTestSupport
import Foundation
import Glibc
import Testing
import fleetc

extension OutputFile {
  init(_ path: String, _ text: String, mode: UInt16 = 0o644) {
    self.init(path: path, contents: Array(text.utf8), mode: mode)
  }
}

extension FolderContents {
  /// What a folder holds that was written with these files.
  init(of files: [OutputFile]) {
    self.init(
      entries: Dictionary(
        files.map { ($0.path, .file(Data($0.contents), mode: $0.mode)) }
      ) { $1 })
  }
}

/// The inode and the time of change of everything in a folder, itself included:
/// equal only where nothing was touched.
struct Stamps: Equatable {
  struct Stamp: Equatable {
    var inode: UInt
    var modifiedSeconds: Int
    var modifiedNanoseconds: Int
  }

  private var stamps: [String: Stamp] = [:]

  init(of folder: URL) throws {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    for path in paths + ["."] {
      var status = stat()
      guard lstat("\(folder.path)/\(path)", &status) == 0 else { continue }
      stamps[path] = Stamp(
        inode: status.st_ino, modifiedSeconds: status.st_mtim.tv_sec,
        modifiedNanoseconds: status.st_mtim.tv_nsec)
    }
  }

  subscript(_ path: String) -> Stamp? { stamps[path] }
}

/// Runs a build and gives its failure, or records that there was none.
func failure(_ body: () throws -> Void) -> OutputFailure? {
  do {
    try body()
    Issue.record("the folder was replaced")
    return nil
  } catch {
    if let failure = error as? OutputFailure { return failure }
    Issue.record("\(error)")
    return nil
  }
}
