import FleetTestSupport
import Foundation
import Testing

/// What one golden spec, or the example, compiles to.
struct GoldenTree: CustomTestStringConvertible {
  var name: String
  var folder: URL
  /// Every file by its path below the folder, with its mode.
  var files: [String: Golden.File]

  var testDescription: String { name }

  /// Those that have a manifest: any other case is about what is wrong with a spec.
  static var all: [GoldenTree] {
    get throws {
      let cases = try Golden.cases.map { ($0, Golden.fixtures.appending(path: "\($0)/expected")) }
      return try (cases + [("out", PackageRoot.file("out"))]).compactMap { name, folder in
        let tree = GoldenTree(name: name, folder: folder, files: try files(in: folder))
        return tree.files[manifest] == nil ? nil : tree
      }
    }
  }

  static let manifest = "fleet/manifest.json"
  /// Written by the golden tests beside what the compiler writes.
  static let report = "diagnostics.txt"

  private static func files(in folder: URL) throws -> [String: Golden.File] {
    try FolderContents(of: folder).entries.compactMapValues { entry in
      guard case .file(let data, let mode) = entry else { return nil }
      return Golden.File(contents: data, mode: mode)
    }
  }
}

/// The files of one node, by their paths below its root.
struct GoldenNode: CustomTestStringConvertible {
  var name: String
  var files: [String: Golden.File]

  var testDescription: String { name }

  static var all: [GoldenNode] {
    get throws {
      try GoldenTree.all.flatMap { tree in
        let own = tree.files.filter { $0.key != GoldenTree.report && $0.key != GoldenTree.manifest }
        let byNode = Dictionary(grouping: own) { $0.key.prefix { $0 != "/" } }
        return byNode.sorted { $0.key < $1.key }.map { node, files in
          let paths = files.map { (String($0.key.dropFirst(node.count + 1)), $0.value) }
          return GoldenNode(
            name: "\(tree.name): \(node)", files: Dictionary(uniqueKeysWithValues: paths))
        }
      }
    }
  }

  /// Those that have files below a folder.
  static func having(_ prefix: String) throws -> [GoldenNode] {
    try all.filter { !$0.paths(below: prefix).isEmpty }
  }

  func paths(below prefix: String) -> [String] {
    files.keys.filter { $0.hasPrefix(prefix) }.sorted()
  }

  /// As texts, below a folder.
  func texts(below prefix: String) -> [String: String] {
    let own = files.filter { $0.key.hasPrefix(prefix) }
    return own.mapValues { String(decoding: $0.contents, as: UTF8.self) }
  }

  /// Writes what stands below a folder to where it belongs in a root folder.
  func write(below prefix: String = "", to root: TemporaryFolder) throws {
    for (path, text) in texts(below: prefix) {
      try root.write(text, to: path, mode: Int(files[path]?.mode ?? 0))
    }
  }
}
