/// Which file a span is in. The table is `SourceMap`; a number keeps a span at
/// twelve bytes, and a large spec has a million of them.
package struct FileID: Hashable, Sendable {
  package let number: Int32
  package init(_ number: Int32) { self.number = number }
}

/// A half-open range of UTF-8 offsets in one source file.
package struct SourceSpan: Hashable, Sendable {
  package let file: FileID
  package let start: Int32
  package let end: Int32

  package init(file: FileID, start: Int, end: Int) {
    precondition(start <= end, "a span cannot end before it starts")
    self.file = file
    self.start = Int32(clamping: start)
    self.end = Int32(clamping: end)
  }

  package var range: Range<Int> { Int(start)..<Int(end) }
}

extension SourceSpan: Comparable {
  /// By file as the files were read, then by place.
  package static func < (left: SourceSpan, right: SourceSpan) -> Bool {
    (left.file.number, left.start, left.end) < (right.file.number, right.start, right.end)
  }
}
