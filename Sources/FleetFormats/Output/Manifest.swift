package import FleetDiagnostics
import FleetJSON
import FleetValues

/// What was written, and from where: `out/fleet/manifest.json`.
///
/// The next build reads it to know which files of the output folder are its own
/// to replace, and `sha256sum` can check them on a node.
package struct Manifest: Sendable {
  package static let schema = "fleetc/manifest.v1"
  package static let path = "manifest.json"

  /// What a manifest says of a file that the next build must know.
  package struct File: Hashable, Sendable {
    /// Below the output folder.
    package var path: String
    package var sha256: String

    package init(path: String, sha256: String) {
      self.path = path
      self.sha256 = sha256
    }
  }

  /// The manifest of some artifacts, itself an artifact. It does not list itself.
  ///
  /// - Parameter sources: the files the artifacts' spans are in.
  package static func artifact(of artifacts: [Artifact], in sources: SourceMap) -> Artifact {
    var places = ManifestPlaces(sources)
    let ordered = artifacts.sorted {
      $0.outputPath.utf8.lexicographicallyPrecedes($1.outputPath.utf8)
    }
    let files = ordered.map { artifact in
      Document.mapping([
        "path": .string(artifact.outputPath),
        "sha256": .string(SHA256.hex(of: artifact.contents.bytes)),
        "mode": .string(octal(artifact.mode)),
        "node": artifact.node.map { .string($0.text) } ?? .null,
        "spans": .sequence(artifact.contents.allSpans.map { places.document(of: $0) }),
      ])
    }
    let document = Document.mapping(["schema": .string(schema), "files": .sequence(files)])
    return Artifact(
      node: nil, path: path, contents: JSONPrinter.text(of: document, inlineWidth: 100))
  }

  private static func octal(_ mode: UInt16) -> String {
    let digits = String(mode, radix: 8)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension Manifest {
  /// Why an old manifest cannot be trusted.
  package enum Broken: Error, Hashable, Sendable {
    case malformed(message: String, line: Int)
    /// Another program's, or a later version's.
    case schema(String?)
    /// The number of the entry, from 0, and what it lacks.
    case entry(Int, String)
    /// A path that would lead out of the output folder, or that comes twice.
    case path(String)
  }

  /// The files that a manifest lists, in its order.
  package static func files(in bytes: [UInt8]) throws(Broken) -> [File] {
    let root: JSONValue
    do {
      root = try JSONReader.value(of: bytes)
    } catch {
      throw .malformed(message: error.message, line: error.line)
    }
    guard root["schema"]?.string == schema else { throw .schema(root["schema"]?.string) }
    guard let entries = root["files"]?.array else { throw .entry(0, "files") }
    var seen: Set<String> = []
    var files: [File] = []
    for (index, entry) in entries.enumerated() {
      guard let path = entry["path"]?.string else { throw .entry(index, "path") }
      guard let sum = entry["sha256"]?.string, sum.utf8.count == 64 else {
        throw .entry(index, "sha256")
      }
      guard OutputPath.accepts(path), path.contains("/"), seen.insert(path).inserted else {
        throw .path(path)
      }
      files.append(File(path: path, sha256: sum))
    }
    return files
  }
}

extension Manifest.Broken: CustomStringConvertible {
  package var description: String {
    switch self {
    case .malformed(let message, let line): "is no JSON: line \(line): \(message)"
    case .schema(let name): "has the schema \(name.map { "'\($0)'" } ?? "of nothing known")"
    case .entry(let index, let key): "has no '\(key)' in file \(index + 1)"
    case .path(let path): "lists '\(path)', which is no path of one file below it"
    }
  }
}

/// Spans as a manifest shows them: lines and columns from 1.
private struct ManifestPlaces {
  private let sources: SourceMap
  private var tables: [FileID: LineTable] = [:]

  init(_ sources: SourceMap) { self.sources = sources }

  mutating func document(of span: SourceSpan) -> Document {
    let table = table(of: span.file)
    func place(_ offset: Int32) -> Document {
      let position = table.position(of: Int(offset))
      return ["line": .integer(position.line), "column": .integer(position.column)]
    }
    return [
      "file": .string(sources[span.file]?.name ?? ""), "start": place(span.start),
      "end": place(span.end),
    ]
  }

  private mutating func table(of file: FileID) -> LineTable {
    if let table = tables[file] { return table }
    let table = LineTable(sources[file] ?? SourceFile(id: file, path: "", bytes: []))
    tables[file] = table
    return table
  }
}
