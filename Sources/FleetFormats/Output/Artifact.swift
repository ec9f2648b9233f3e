package import FleetDiagnostics
package import FleetValues

/// A file that the compiler writes.
package struct Artifact: Hashable, Sendable {
  /// The node it is for, or nil for what belongs to the fleet as a whole.
  package let node: NodeName?
  /// Below the node's root folder: `etc/nginx/conf.d/fleetc.conf`.
  package let path: String
  package let mode: UInt16
  package let contents: SourcedText
  /// Of the contents: the manifest lists it, and a node's own tools check it.
  package let sha256: String
  /// The places that decide that there is such a file, and where: its lines know
  /// what they say, and not why they are said.
  package let reasons: [SourceSpan]

  package init(
    node: NodeName?, path: String, mode: UInt16 = 0o644, contents: SourcedText,
    because reasons: [SourceSpan] = []
  ) {
    invariant(OutputPath.accepts(path), "'\(path)' is no path below a folder")
    invariant(mode <= 0o777, "mode \(mode) has more than permissions")
    self.node = node
    self.path = path
    self.mode = mode
    self.contents = contents
    sha256 = SHA256.hex(of: contents.bytes)
    self.reasons = reasons
  }

  /// Every place behind the file, once, in the order of the spec.
  package var allSpans: [SourceSpan] { Set(contents.allSpans + reasons).sorted() }

  /// Below the output folder: `node3/etc/…`, or `fleet/…`.
  package var outputPath: String { "\(node?.text ?? Self.fleetFolder)/\(path)" }

  package static let fleetFolder = "fleet"
}

/// Which paths may name a file of the output folder.
enum OutputPath {
  /// Relative, without empty, `.` or `..` parts: it can lead nowhere else.
  static func accepts(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      !part.isEmpty && part != "." && part != ".." && !part.utf8.contains { $0 < 0x20 }
    }
  }
}
