package import FleetDiagnostics

/// Written text whose every line knows the places of the spec that fed it.
package struct SourcedText: Hashable, Sendable {
  package let bytes: [UInt8]
  private let spans: [SourceSpan]
  /// Where each line's spans begin, and after them the count of all: one flat
  /// list, because a fleet has millions of lines.
  private let starts: [Int32]

  init(bytes: [UInt8], spans: [SourceSpan], starts: [Int32]) {
    self.bytes = bytes
    self.spans = spans
    self.starts = starts
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  package var lineCount: Int { starts.count - 1 }

  /// The spans behind a line, counted from 1, in the order of what they fed.
  package func spans(ofLine number: Int) -> [SourceSpan] {
    guard (1...max(1, lineCount)).contains(number), lineCount > 0 else { return [] }
    return Array(spans[Int(starts[number - 1])..<Int(starts[number])])
  }

  /// Every span behind the text, once, in the order of the spec.
  package var allSpans: [SourceSpan] { Set(spans).sorted() }
}

/// Collects a text line by line.
struct SourcedTextWriter {
  private(set) var bytes: [UInt8] = []
  private var spans: [SourceSpan] = []
  private var starts: [Int32] = [0]
  private(set) var lineStart = 0

  /// How many bytes the current line holds.
  var lineLength: Int { bytes.count - lineStart }
  var lineHasSpans: Bool { spans.count > Int(starts[starts.count - 1]) }
  var lineSpans: ArraySlice<SourceSpan> { spans[Int(starts[starts.count - 1])...] }

  mutating func append(_ more: ArraySlice<UInt8>) { bytes.append(contentsOf: more) }
  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }
  mutating func append(_ byte: UInt8) { bytes.append(byte) }
  mutating func append(_ text: borrowing Substring) { bytes.append(contentsOf: text.utf8) }

  /// Lets a slot write what it quotes.
  mutating func append(_ write: (inout [UInt8]) -> Void) { write(&bytes) }

  /// Adds places that the current line comes from.
  mutating func blame(_ places: [SourceSpan]) {
    for span in places where !lineSpans.contains(span) { spans.append(span) }
  }

  /// The line end itself must have been appended.
  mutating func endLine() {
    starts.append(Int32(clamping: spans.count))
    lineStart = bytes.count
  }

  consuming func finish() -> SourcedText {
    if lineLength > 0 || lineHasSpans { endLine() }
    // Grown arrays hold up to twice what is in them, and a build keeps them all.
    return SourcedText(
      bytes: Self.trimmed(bytes), spans: Self.trimmed(spans), starts: Self.trimmed(starts))
  }

  private static func trimmed<Element>(_ array: [Element]) -> [Element] {
    var exact: [Element] = []
    exact.reserveCapacity(array.count)
    exact.append(contentsOf: array)
    return exact
  }
}
