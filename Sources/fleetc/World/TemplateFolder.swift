import FleetDiagnostics
import Glibc

/// The user's own templates: every file under a folder, by its path below it.
struct TemplateFolder {
  let path: String

  /// Deeper than any built-in; a link that leads back up ends here.
  private static let depthLimit = 8

  func files() throws(WorldFailure) -> [String: SourceFile] {
    var found: [String: SourceFile] = [:]
    try collect(below: "", depth: 0, into: &found)
    return found
  }

  private func collect(
    below prefix: String, depth: Int, into found: inout [String: SourceFile]
  ) throws(WorldFailure) {
    guard depth < Self.depthLimit else {
      throw WorldFailure("\(path)/\(prefix) is too deep for a folder of templates")
    }
    for name in try names(in: prefix.isEmpty ? path : "\(path)/\(prefix)") {
      let relative = prefix.isEmpty ? name : "\(prefix)/\(name)"
      do {
        // Numbers behind the main file's: a folder of a million templates is none.
        let bytes = try DiskReader().contents(of: "\(path)/\(relative)", range: nil)
        found[relative] = SourceFile(
          id: FileID(Int32(found.count + 1)), path: "\(path)/\(relative)", bytes: bytes)
      } catch {
        guard error.reason == "is a folder, not a file" else { throw WorldFailure(error) }
        try collect(below: relative, depth: depth + 1, into: &found)
      }
    }
  }

  /// The names in a folder, sorted, hidden ones left out.
  private func names(in folder: String) throws(WorldFailure) -> [String] {
    guard let stream = unsafe opendir(folder) else {
      throw WorldFailure("\(folder) cannot be read: \(WorldFailure.text(errno))")
    }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { buffer in
        unsafe String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
