/// Turns spans into places people can find, counting the lines of each file once.
package struct PlaceFinder {
  private let sources: SourceMap
  private var tables: [FileID: LineTable] = [:]

  package init(_ sources: SourceMap) { self.sources = sources }

  /// `cluster.yaml:7:11`, on one line whatever the file is called.
  package mutating func describe(_ span: SourceSpan) -> String {
    let place = position(span.start, in: span.file)
    return "\(path(of: span.file).visible):\(place.line):\(place.column)"
  }

  func path(of file: FileID) -> String { sources[file]?.path ?? "(unknown file)" }

  mutating func position(_ offset: Int32, in file: FileID) -> LineTable.Position {
    table(of: file).position(of: Int(offset))
  }

  mutating func table(of file: FileID) -> LineTable {
    if let table = tables[file] { return table }
    let table = LineTable(sources[file] ?? SourceFile(id: file, path: "", bytes: []))
    tables[file] = table
    return table
  }
}
