import FleetDiagnostics

/// The embedded files of the catalog, by path and by number.
enum EntryIndex {
  /// File numbers below this one belong to entries.
  private static let firstNumber: Int32 = -1

  private static let numbers: [String: Int] = Dictionary(
    uniqueKeysWithValues: EmbeddedEntries.all.enumerated().map { ("\($1.path)", $0) })

  static func number(of path: String) -> Int? { numbers[path] }

  /// In their order, which is not that of the files: there `.yaml` counts.
  static func ids(in folder: String) -> [String] {
    EmbeddedEntries.all.map { "\($0.path)" }
      .filter { $0.hasPrefix(folder + "/") }
      .map { String($0.dropFirst(folder.count + 1).dropLast(".yaml".count)) }
      .sorted()
  }

  /// Whether the text of an entry holds a word, in any case: cheap to ask of all
  /// before one is decoded.
  static func mentions(_ word: String, in number: Int) -> Bool {
    let wanted = Array(word.lowercased().utf8)
    return EmbeddedEntries.all[number].text.withUTF8Buffer { text in
      guard let first = wanted.first, wanted.count <= text.count else { return false }
      return (0...(text.count - wanted.count)).contains { start in
        lowercase(text[start]) == first
          && wanted.indices.allSatisfy { lowercase(text[start + $0]) == wanted[$0] }
      }
    }
  }

  private static func lowercase(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
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
