package import Foundation

/// Where the checkout is: tests read fixtures and sources from disk, so that an
/// edit needs no rebuild.
package enum PackageRoot {
  package static let url = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  package static func file(_ path: String) -> URL { url.appending(path: path) }
}
