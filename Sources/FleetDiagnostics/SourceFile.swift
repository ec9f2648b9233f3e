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

/// The lines of a file, for those who show places to people. Made when first
/// needed: a run without findings never counts a line.
package struct LineTable: Sendable {
  /// A place as a person counts it: lines and characters, both from 1.
  package struct Position: Hashable, Sendable {
    package var line: Int
    package var column: Int
  }

  private let bytes: [UInt8]
  private let starts: [Int]
  /// No byte above 127, and no CR, which makes one character with the LF behind it.
  private let isASCII: Bool

  package init(_ file: SourceFile) {
    bytes = file.bytes
    isASCII = bytes.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "\r") }
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    self.starts = starts
  }

  package func position(of offset: Int) -> Position {
    let offset = min(offset, bytes.count)
    let line = lineIndex(of: offset)
    let start = min(starts[line] == 0 ? byteOrderMark : starts[line], offset)
    return Position(line: line + 1, column: characters(in: start..<offset) + 1)
  }

  /// Where every byte is a character there is nothing to decode, and a file may be
  /// one line of megabytes.
  private func characters(in range: Range<Int>) -> Int {
    if isASCII { return range.count }
    return String(decoding: bytes[range], as: UTF8.self).count
  }

  /// The text of a line, counted from 1, without its line end.
  package func line(_ number: Int) -> String {
    let start = number == 1 ? byteOrderMark : starts[number - 1]
    var end = number < starts.count ? starts[number] - 1 : bytes.count
    if end > start && bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  package var count: Int { starts.count }

  /// A byte order mark is no character of the first line.
  private var byteOrderMark: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

  private func lineIndex(of offset: Int) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
