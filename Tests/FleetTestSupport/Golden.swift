package import Foundation

/// Compares what was made with files beside the tests, or rewrites those where
/// `FLEETC_UPDATE_GOLDENS` is set. The review of a rewrite is `git diff`.
package enum Golden {
  package static let fixtures = PackageRoot.file("Tests/Fixtures")

  /// The names of the folders of `Tests/Fixtures`, one a case.
  package static var cases: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: fixtures.path)
        .filter { !$0.hasPrefix(".") }.sorted()
    }
  }

  /// One file of a golden folder: any bytes, and the mode that it must have.
  package struct File: Hashable, Sendable {
    package var contents: Data
    package var mode: UInt16

    package init(contents: Data, mode: UInt16 = 0o644) {
      self.contents = contents
      self.mode = mode
    }

    package init(_ text: String, mode: UInt16 = 0o644) {
      self.init(contents: Data(text.utf8), mode: mode)
    }
  }

  private static var isBlessing: Bool {
    ProcessInfo.processInfo.environment["FLEETC_UPDATE_GOLDENS"] != nil
  }

  /// What is wrong with the one golden file; nil where nothing is.
  package static func problem(_ actual: File, at file: URL) throws -> String? {
    if isBlessing {
      try write(actual, to: file)
      return nil
    }
    let data = try? Data(contentsOf: file)
    let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
    let mode = (attributes?[.posixPermissions] as? NSNumber)?.uint16Value ?? 0
    return problem(actual, data.map { .file($0, mode: mode) }, file)
  }

  /// What is wrong with a whole folder, one sentence a file: also where a file
  /// stands there that nobody makes any more.
  package static func problems(_ actual: [String: File], in folder: URL) throws -> [String] {
    let present = try FolderContents(of: folder)
    if isBlessing {
      for path in present.paths where actual[path] == nil {
        try FileManager.default.removeItem(at: folder.appending(path: path))
      }
      for (path, file) in actual { try write(file, to: folder.appending(path: path)) }
      return []
    }
    return Set(present.paths).union(actual.keys).sorted().compactMap { path in
      problem(actual[path], present.entries[path], folder.appending(path: path))
    }
  }

  /// Git keeps only whether the owner may run a file, so the golden is compared
  /// in that; a mode such as 0640 is in the manifest, which is a golden too.
  private static func problem(
    _ actual: File?, _ present: FolderContents.Entry?, _ file: URL
  ) -> String? {
    switch (actual, present) {
    case (nil, nil): nil
    case (nil, _): "\(file.path) is made by nobody any more: \(advice)"
    case (.some, nil): "\(file.path) is missing: \(advice)"
    case (.some(let actual), .file(let contents, let mode)):
      if actual.contents != contents {
        "\(file.path) \(firstDifference(actual.contents, contents)): \(advice)"
      } else if actual.mode & 0o100 != mode & 0o100 {
        "\(file.path) has mode \(octal(mode)), not \(octal(actual.mode)): \(advice)"
      } else {
        nil
      }
    case (.some, _): "\(file.path) is no ordinary file: \(advice)"
    }
  }

  private static let advice = "run FLEETC_UPDATE_GOLDENS=1 swift test, then read git diff"

  private static func octal(_ mode: UInt16) -> String { "0" + String(mode, radix: 8) }

  /// The first line that differs, in both readings.
  private static func firstDifference(_ actual: Data, _ golden: Data) -> String {
    let made = String(decoding: actual, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let kept = String(decoding: golden, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    for line in 0..<max(made.count, kept.count) {
      let one = line < made.count ? "'\(made[line])'" : "the end"
      let other = line < kept.count ? "'\(kept[line])'" : "the end"
      if one != other { return "line \(line + 1) is now \(one), was \(other)" }
    }
    return "differs in bytes that are no text"
  }

  private static func write(_ file: File, to url: URL) throws {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try file.contents.write(to: url)
    try FileManager.default.setAttributes(
      [.posixPermissions: NSNumber(value: file.mode)], ofItemAtPath: url.path)
  }
}
