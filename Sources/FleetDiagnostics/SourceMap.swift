/// Every file that a compile has read, by its number.
package struct SourceMap: Sendable {
  private var files: [FileID: SourceFile] = [:]
  private let builtIn: @Sendable (FileID) -> SourceFile?

  /// - Parameter builtIn: files that come with the compiler (the catalog's),
  ///   asked for only when a diagnostic points into one.
  package init(builtIn: @escaping @Sendable (FileID) -> SourceFile? = { _ in nil }) {
    self.builtIn = builtIn
  }

  package init(_ file: SourceFile) {
    self.init()
    add(file)
  }

  package mutating func add(_ file: SourceFile) { files[file.id] = file }

  package subscript(id: FileID) -> SourceFile? { files[id] ?? builtIn(id) }
}
