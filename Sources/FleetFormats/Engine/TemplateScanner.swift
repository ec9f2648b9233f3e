import FleetDiagnostics
import FleetValues

/// Cuts a template's source into text and tags.
///
/// The rule of standalone lines is applied here, once: a section's, comment's or
/// partial's tag that has its line to itself takes the whole line with it.
struct TemplateScanner {
  private let file: SourceFile
  private var bytes: [UInt8] { file.bytes }
  private var tokens: [TemplateToken] = []

  private init(_ file: SourceFile) { self.file = file }

  /// The tokens up to the first mistake: after one, what is text and what is a
  /// tag is anybody's guess.
  static func tokens(of file: SourceFile, into diagnostics: inout [Diagnostic]) -> [TemplateToken] {
    var scanner = TemplateScanner(file)
    do {
      try scanner.scan()
    } catch {
      diagnostics.append(error.diagnostic)
    }
    return scanner.tokens
  }

  private struct Malformed: Error { var diagnostic: Diagnostic }

  private mutating func scan() throws(Malformed) {
    if String(validating: bytes, as: UTF8.self) == nil {
      throw malformed("the template is not UTF-8 text", 0..<0)
    }
    try refuseOtherBytes()
    var cursor = 0
    while let open = firstIndex(of: "{{", from: cursor) {
      var (tag, range) = try tag(at: open)
      let line = tag.kind.mayStandAlone ? standaloneLine(around: range) : nil
      tag.indent = line.map { $0.lowerBound..<open }
      append(cursor..<(line?.lowerBound ?? open))
      if tag.kind != .comment { tokens.append(.tag(tag)) }
      cursor = line?.upperBound ?? range.upperBound
    }
    append(cursor..<bytes.count)
  }

  /// What is text, but not to the programs that read the files: most stop at a
  /// NUL and take the rest of what Windows' editors write for part of a word.
  private func refuseOtherBytes() throws(Malformed) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      throw malformed("the template begins with a byte-order mark: save it without one", 0..<3)
    }
    if let index = bytes.firstIndex(of: 0) {
      throw malformed("the template holds a NUL byte, which no file may", index..<index + 1)
    }
    if let index = bytes.firstIndex(of: UInt8(ascii: "\r")) {
      throw malformed(
        "the template holds a carriage return: lines end with a line feed alone",
        index..<index + 1)
    }
  }

  /// Text goes in pieces of one line at most, so that lines can be counted.
  private mutating func append(_ range: Range<Int>) {
    var start = range.lowerBound
    while start < range.upperBound {
      let end = bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: "\n"))
      let next = end.map { $0 + 1 } ?? range.upperBound
      tokens.append(.text(start..<next))
      start = next
    }
  }

  private func tag(at open: Int) throws(Malformed) -> (TemplateTag, Range<Int>) {
    let sigil = open + 2 < bytes.count ? bytes[open + 2] : 0
    let kind = TemplateTag.kinds[sigil] ?? .hole
    let isTriple = sigil == UInt8(ascii: "{")
    let inside = open + (kind == .hole ? 2 : 3)
    if let reason = TemplateTag.unsupported[sigil] {
      throw malformed(
        "'{{\(Character(Unicode.Scalar(sigil)))' is not supported: \(reason)",
        open..<open + 3)
    }
    guard let close = firstIndex(of: isTriple ? "}}}" : "}}", from: inside) else {
      throw malformed(
        "a tag begins here and never ends with '\(isTriple ? "}}}" : "}}")'", open..<open + 2)
    }
    let range = open..<close + (isTriple ? 3 : 2)
    let name = trimmed(inside..<close)
    let text = String(decoding: bytes[name], as: UTF8.self)
    if kind != .comment && !TemplateTag.accepts(text, for: kind) {
      throw malformed("'\(text)' is no name that a template can ask for", range)
    }
    let startsLine = open == 0 || bytes[open - 1] == UInt8(ascii: "\n")
    return (
      TemplateTag(kind: kind, name: text, span: span(name), startsLine: startsLine), range
    )
  }

  /// The line of a tag with nothing but blanks around it, its line end included.
  private func standaloneLine(around tag: Range<Int>) -> Range<Int>? {
    var start = tag.lowerBound
    while start > 0, isBlank(bytes[start - 1]) { start -= 1 }
    guard start == 0 || bytes[start - 1] == UInt8(ascii: "\n") else { return nil }
    var end = tag.upperBound
    while end < bytes.count, isBlank(bytes[end]) { end += 1 }
    if end == bytes.count { return start..<end }
    return bytes[end] == UInt8(ascii: "\n") ? start..<end + 1 : nil
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    let isSpace = { (byte: UInt8) in isBlank(byte) || byte == UInt8(ascii: "\n") }
    let start = bytes[range].firstIndex { !isSpace($0) } ?? range.upperBound
    let end = bytes[range].lastIndex { !isSpace($0) }.map { $0 + 1 } ?? start
    return start..<end
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private func firstIndex(of mark: StaticString, from start: Int) -> Int? {
    let mark = Array("\(mark)".utf8)
    var index = start
    while index + mark.count <= bytes.count {
      if bytes[index] == mark[0], bytes[index..<index + mark.count].elementsEqual(mark) {
        return index
      }
      index += 1
    }
    return nil
  }

  private func span(_ range: Range<Int>) -> SourceSpan {
    SourceSpan(file: file.id, start: range.lowerBound, end: range.upperBound)
  }

  private func malformed(_ message: String, _ range: Range<Int>) -> Malformed {
    Malformed(
      diagnostic: Diagnostic(TemplateParser.malformed, message, at: span(range)))
  }
}
