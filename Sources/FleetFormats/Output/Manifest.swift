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
    // Written line by line: as one value it would be the largest thing a build of
    // a large fleet holds.
    var writer = SourcedTextWriter()
    writer.append("{\n  \"schema\": \(JSONWriter.quoted(schema)),\n  \"files\": [")
    for (index, artifact) in ordered.enumerated() {
      writer.append(index == 0 ? "\n" : ",\n")
      append(artifact, &places, to: &writer)
    }
    writer.append(ordered.isEmpty ? "]\n}\n" : "\n  ]\n}\n")
    writer.endLine()
    return Artifact(node: nil, path: path, contents: writer.finish())
  }

  private static func append(
    _ artifact: Artifact, _ places: inout ManifestPlaces, to writer: inout SourcedTextWriter
  ) {
    let spans = artifact.allSpans.map { JSONWriter.quoted(places.text(of: $0)) }
    let node = artifact.node.map { JSONWriter.quoted($0.text) } ?? "null"
    writer.append("    {\n      \"path\": \(JSONWriter.quoted(artifact.outputPath)),\n")
    writer.append("      \"sha256\": \(JSONWriter.quoted(artifact.sha256)),\n")
    writer.append("      \"mode\": \(JSONWriter.quoted(octal(artifact.mode))),\n")
    writer.append("      \"node\": \(node),\n      \"spans\": [")
    writer.append(spans.joined(separator: ", "))
    writer.append("]\n    }")
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

/// Spans as a manifest shows them: lines and columns from 1, a line of text each,
/// since a large fleet has a million of them.
private struct ManifestPlaces {
  private let sources: SourceMap
  private var tables: [FileID: LineTable] = [:]

  init(_ sources: SourceMap) { self.sources = sources }

  /// `cluster.yaml:10:3-10:8`: from the first character to the one behind the last.
  mutating func text(of span: SourceSpan) -> String {
    let table = table(of: span.file)
    let (start, end) = (
      table.position(of: Int(span.start)), table.position(of: Int(span.end))
    )
    return "\(sources[span.file]?.name ?? ""):\(start.line):\(start.column)"
      + "-\(end.line):\(end.column)"
  }

  private mutating func table(of file: FileID) -> LineTable {
    if let table = tables[file] { return table }
    let table = LineTable(sources[file] ?? SourceFile(id: file, path: "", bytes: []))
    tables[file] = table
    return table
  }
}
