/// What a person is shown of a line around a marked place. A line may hold
/// megabytes, and many findings: only what is near the place is looked at.
struct LineExcerpt {
  /// The longest excerpt, in characters.
  private static let width = 96
  /// How far to either side a long line is decoded at all.
  private static let reach = 1024

  /// The characters, with `…` for the first or the last where the line goes on.
  private(set) var characters: [Character]
  /// The marked ones among them; one past the end where the line's end is marked.
  private(set) var marked: Range<Int>

  init(of span: SourceSpan, in table: LineTable) {
    let bytes = table.bytes
    let offset = min(Int(span.start), bytes.count)
    let line = table.range(ofLine: table.position(of: offset).line)
    // A place may stand on the line end itself, or in the byte order mark.
    let place = min(max(offset, line.lowerBound), line.upperBound)
    let first = table.boundary(before: place - Self.reach, from: line.lowerBound)
    var last = min(line.upperBound, place + Self.reach)
    while last < line.upperBound && bytes[last] & 0xC0 == 0x80 { last += 1 }
    let text = Array(String(decoding: bytes[first..<last], as: UTF8.self))
    let column = min(String(decoding: bytes[first..<place], as: UTF8.self).count, text.count)
    let end = min(max(Int(span.end), place), last)
    let count = max(1, String(decoding: bytes[place..<end], as: UTF8.self).count)

    let window = Self.window(of: text.count, around: column)
    characters = Array(text[window])
    if window.lowerBound > 0 || first > line.lowerBound { characters[0] = "…" }
    if window.upperBound < text.count || last < line.upperBound {
      characters[characters.count - 1] = "…"
    }
    let start = column - window.lowerBound
    marked = start..<max(start + 1, min(start + count, window.count))
  }

  private static func window(of count: Int, around column: Int) -> Range<Int> {
    if count <= width { return 0..<count }
    let start = max(0, min(column - width / 3, count - width))
    return start..<start + width
  }
}
