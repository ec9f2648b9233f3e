/// Where each character of a text begins, in bytes.
///
/// A text that is all ASCII needs no table, and most are. Another gets a mark
/// every 64 characters, which is small and near enough to count on from.
struct CharacterOffsets {
  private static let stride = 64
  /// Bytes of the byte order mark that no counting includes.
  let byteOrderMark: Int
  private let bytes: [UInt8]
  private let marks: [Int32]

  /// - Parameter bytes: valid UTF-8.
  init(_ bytes: [UInt8]) {
    byteOrderMark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    self.bytes = bytes
    guard bytes.dropFirst(byteOrderMark).contains(where: { $0 >= 0x80 }) else {
      marks = []
      return
    }
    var marks: [Int32] = []
    var count = 0
    for offset in byteOrderMark..<bytes.count where Self.isStart(bytes[offset]) {
      if count.isMultiple(of: Self.stride) { marks.append(Int32(offset)) }
      count += 1
    }
    self.marks = marks
  }

  /// The offset of a character, or of the end where there are fewer.
  func offset(of character: Int) -> Int {
    if marks.isEmpty { return min(byteOrderMark + character, bytes.count) }
    guard character / Self.stride < marks.count else { return bytes.count }
    var offset = Int(marks[character / Self.stride])
    for _ in 0..<character % Self.stride {
      offset += 1
      while offset < bytes.count && !Self.isStart(bytes[offset]) { offset += 1 }
    }
    return min(offset, bytes.count)
  }

  private static func isStart(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }
}
