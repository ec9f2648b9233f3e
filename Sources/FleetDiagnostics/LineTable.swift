/// The lines of a file, for those who show places to people. Made when first
/// needed: a run without findings never counts a line.
///
/// A line ends with LF, CR or both, as libyaml has it. `json.dumps` writes a whole
/// fleet as one, so a long line has marks to count on from.
package struct LineTable: Sendable {
  /// A place as a person counts it: lines and characters, both from 1.
  package struct Position: Hashable, Sendable {
    package var line: Int
    package var column: Int
  }

  /// The place of a character in a long line, and how many stand before it.
  private struct Mark {
    var offset: Int
    var characters: Int
  }

  /// Bytes between the marks of a line.
  private static let stride = 256

  let bytes: [UInt8]
  private let starts: [Int]
  /// None where every byte is a character.
  private let marks: [Mark]
  private let isASCII: Bool

  package init(_ file: SourceFile) {
    bytes = file.bytes
    isASCII = bytes.allSatisfy { $0 < 0x80 }
    var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
    for (offset, byte) in bytes.enumerated() where Self.ends(byte, offset, bytes) {
      starts.append(offset + 1)
    }
    self.starts = starts
    marks = isASCII ? [] : Self.marks(in: bytes, starts)
  }

  package func position(of offset: Int) -> Position {
    let offset = min(offset, bytes.count)
    let line = Self.last(in: starts, upTo: offset) { $0 } ?? 0
    let start = min(starts[line], offset)
    if isASCII { return Position(line: line + 1, column: offset - start + 1) }
    let mark = mark(before: offset, from: start)
    let rest = String(decoding: bytes[mark.offset..<offset], as: UTF8.self).count
    return Position(line: line + 1, column: mark.characters + rest + 1)
  }

  /// The bytes of a line, counted from 1, without its line end.
  func range(ofLine number: Int) -> Range<Int> {
    let start = starts[number - 1]
    var end = number < starts.count ? starts[number] : bytes.count
    while end > start && [0x0A, 0x0D].contains(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  /// Where a character begins, at or before an offset, without a walk from the
  /// start of its line.
  func boundary(before offset: Int, from start: Int) -> Int {
    isASCII ? max(offset, start) : mark(before: max(offset, start), from: start).offset
  }

  private func mark(before offset: Int, from start: Int) -> Mark {
    let none = Mark(offset: start, characters: 0)
    guard let index = Self.last(in: marks, upTo: offset, \.offset) else { return none }
    return marks[index].offset < start ? none : marks[index]
  }

  private static func ends(_ byte: UInt8, _ offset: Int, _ bytes: [UInt8]) -> Bool {
    if byte == 0x0A { return true }
    return byte == 0x0D && !(offset + 1 < bytes.count && bytes[offset + 1] == 0x0A)
  }

  private static func marks(in bytes: [UInt8], _ starts: [Int]) -> [Mark] {
    var marks: [Mark] = []
    for (line, start) in starts.enumerated() {
      let end = line + 1 < starts.count ? starts[line + 1] : bytes.count
      // What is no UTF-8 has one finding, and nothing to be slow about.
      guard end - start > 2 * stride,
        let text = String(validating: bytes[start..<end], as: UTF8.self)
      else { continue }
      var (offset, last) = (start, start)
      for (count, character) in text.enumerated() {
        if offset - last >= stride {
          marks.append(Mark(offset: offset, characters: count))
          last = offset
        }
        offset += character.utf8.count
      }
    }
    return marks
  }

  /// The index of the last element that is not above a place.
  private static func last<Element>(
    in elements: [Element], upTo place: Int, _ key: (Element) -> Int
  ) -> Int? {
    var (low, high) = (0, elements.count)
    while low < high {
      let middle = (low + high) / 2
      if key(elements[middle]) <= place { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }
}
