/// Where the compiler's inputs come from: a disk, a dictionary in a test, open
/// editor buffers. The only way a pure stage can ask for a file.
package protocol InputReader: Sendable {
  /// The bytes of a file, or of a range of it.
  func contents(of path: String, range: Range<Int>?) throws(InputFailure) -> [UInt8]
}

/// Why an input could not be had. The world's failure, not the user's text's.
package struct InputFailure: Error, Hashable, Sendable {
  package var path: String
  /// A phrase to follow the path: `is a folder`, `cannot be read: Permission denied`.
  package var reason: String

  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}
