/// One file to stand in the output folder.
package struct OutputFile: Hashable, Sendable {
  /// Relative to the folder, parts joined by `/`, none of them `.` or `..`.
  package var path: String
  package var contents: [UInt8]
  /// The permission bits, exactly: the umask does not apply.
  package var mode: UInt16

  package init(path: String, contents: [UInt8], mode: UInt16 = 0o644) {
    self.path = path
    self.contents = contents
    self.mode = mode
  }
}

/// One way in which the folder is not what it should be.
package struct Difference: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    /// The folder lacks the file.
    case added
    /// The contents differ, or something that is no file stands there.
    case changed
    /// The contents are right and the permission bits are not.
    case mode
    /// The last build wrote it, this one does not.
    case removed
  }

  package var path: String
  package var kind: Kind

  package init(path: String, kind: Kind) {
    self.path = path
    self.kind = kind
  }
}

/// What `OutputFolder.replace` did.
package struct OutputChange: Hashable, Sendable {
  /// Sorted by path; empty where nothing was touched.
  package var differences: [Difference] = []
  /// How many of the files were right already.
  package var unchanged = 0
  /// Folders of an earlier run, or the old tree, that could not be deleted. The
  /// output is right all the same; a later run tries again.
  package var leftovers: [OutputFailure] = []

  package init(
    differences: [Difference] = [], unchanged: Int = 0, leftovers: [OutputFailure] = []
  ) {
    self.differences = differences
    self.unchanged = unchanged
    self.leftovers = leftovers
  }
}
