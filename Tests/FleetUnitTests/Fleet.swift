import FleetCompiler
import FleetDiagnostics
import FleetFormats
import FleetTestSupport
import FleetValues
import Foundation

/// A spec, compiled as a user's is, and what came of it.
struct Fleet {
  struct Refused: Error, CustomStringConvertible {
    var diagnostics: [Diagnostic]
    var description: String {
      diagnostics.map { "\($0.descriptor.code) \($0.message)" }.joined(separator: "\n")
    }
  }

  private let artifacts: [Artifact]

  /// Throws what the compiler reports as errors.
  init(_ spec: String) throws {
    let output = Compiler().compile(SourceFile(path: "cluster.yaml", text: spec))
    if output.hasErrors { throw Refused(diagnostics: output.analysis.diagnostics) }
    artifacts = output.artifacts
  }

  func files(of node: String) -> [Artifact] { artifacts.filter { $0.node?.text == node } }

  /// Every file of every node whose path ends so.
  func files(ending suffix: String) -> [Artifact] {
    artifacts.filter { $0.node != nil && $0.path.hasSuffix(suffix) }
  }

  func text(_ path: String, on node: String) throws -> String {
    guard let file = artifacts.first(where: { $0.outputPath == "\(node)/\(path)" }) else {
      throw Absent(path: "\(node)/\(path)", present: artifacts.map(\.outputPath))
    }
    return file.contents.text
  }

  /// Writes the files of one node, as `fleetc build` does.
  func write(_ node: String, to folder: TemporaryFolder, below prefix: String = "") throws {
    for file in files(of: node) {
      try folder.write(file.contents.text, to: prefix + file.path, mode: Int(file.mode))
    }
  }

  struct Absent: Error {
    var path: String
    var present: [String]
  }
}

/// A text as a YAML scalar that is exactly it.
func quoted(_ text: String) -> String {
  var scalar = ""
  for part in text.unicodeScalars {
    switch part {
    case "\"", "\\": scalar += "\\\(part)"
    default:
      let isShown = part.value >= 0x20 && part.value < 0x7f
      scalar += isShown ? String(part) : "\\U" + hex(part.value)
    }
  }
  return "\"\(scalar)\""
}

private func hex(_ number: UInt32) -> String {
  let digits = String(number, radix: 16)
  return String(repeating: "0", count: 8 - digits.count) + digits
}
