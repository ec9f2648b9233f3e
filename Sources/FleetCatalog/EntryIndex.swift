import FleetDiagnostics

/// The embedded files of the catalog, by path and by number.
enum EntryIndex {
  /// File numbers below this one belong to entries.
  private static let firstNumber: Int32 = -1

  private static let numbers: [String: Int] = Dictionary(
    uniqueKeysWithValues: EmbeddedEntries.all.enumerated().map { ("\($1.path)", $0) })

  static func number(of path: String) -> Int? { numbers[path] }

  static func ids(in folder: String) -> [String] {
    EmbeddedEntries.all.map { "\($0.path)" }
      .filter { $0.hasPrefix(folder + "/") }
      .map { String($0.dropFirst(folder.count + 1).dropLast(".yaml".count)) }
  }

  static func sourceFile(_ number: Int) -> SourceFile {
    let entry = EmbeddedEntries.all[number]
    return SourceFile(
      id: FileID(firstNumber - Int32(number)), path: "catalog/\(entry.path)",
      text: "\(entry.text)")
  }

  static func sourceFile(_ id: FileID) -> SourceFile? {
    let number = Int(firstNumber - id.number)
    return EmbeddedEntries.all.indices.contains(number) ? sourceFile(number) : nil
  }
}
