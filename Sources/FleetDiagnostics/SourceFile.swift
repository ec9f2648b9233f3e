/// The bytes being compiled and the path to show for them.
package struct SourceFile: Sendable {
  package let id: FileID
  /// As the user named it: what messages show.
  package let path: String
  /// As files of the output name it: relative to the spec's folder, so that they
  /// do not depend on where the compiler was started.
  package let name: String
  package let bytes: [UInt8]

  package init(id: FileID = FileID(0), path: String, bytes: [UInt8]) {
    self.id = id
    self.path = path
    name = String(path.split(separator: "/").last ?? "")
    self.bytes = bytes
  }

  package init(id: FileID = FileID(0), path: String, text: String) {
    self.init(id: id, path: path, bytes: Array(text.utf8))
  }

  package func text(at span: SourceSpan) -> String {
    String(decoding: bytes[span.range.clamped(to: bytes.indices)], as: UTF8.self)
  }
}
