package import Foundation

/// A fresh folder of one test, deleted with the value.
package final class TemporaryFolder: Sendable {
  package let url: URL
  package var path: String { url.path }

  /// - Parameter parent: Where to make it; the system's folder for such things
  ///   where none is given.
  package init(in parent: URL? = nil) throws {
    let parent = parent ?? FileManager.default.temporaryDirectory
    url = parent.appending(path: "fleetc-test-\(UUID().uuidString.prefix(13).lowercased())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  package func file(_ path: String) -> URL { url.appending(path: path) }

  /// Writes a file, and the folders on the way to it.
  @discardableResult package func write(
    _ text: String, to path: String, mode: Int = 0o644
  ) throws -> URL {
    let file = file(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    return file
  }
}
