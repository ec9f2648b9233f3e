import FleetDiagnostics
import Testing

/// Offsets to lines and columns as a person counts them.
@Suite struct LineTableTests {
  private func place(_ text: String, _ offset: Int) -> String {
    let place = LineTable(SourceFile(path: "t.yaml", text: text)).position(of: offset)
    return "\(place.line):\(place.column)"
  }

  @Test(arguments: [
    ("a\nb", 2, "2:1"), ("a\r\nb", 3, "2:1"), ("a\rb", 2, "2:1"), ("a\r\rb", 3, "3:1"),
    ("a\r\n\rb", 4, "3:1"), ("a\r", 2, "2:1"), ("é\rü: x", 4, "2:2"), ("é\r\nü: x", 5, "2:2"),
    ("\u{FEFF}ab", 4, "1:2"), ("\u{FEFF}ab", 0, "1:1"), ("ab", 99, "1:3"), ("", 0, "1:1"),
  ])
  func placesAreCountedAsReadersOfYAMLCount(_ text: String, _ offset: Int, _ expected: String) {
    #expect(place(text, offset) == expected)
  }

  /// The marks of a long line change no column: each place is compared with a count
  /// from the line's start.
  @Test(arguments: [
    "a", "é", "日本語", "e\u{301}\u{302}", "👩‍🚀", "🇫🇷", "a\u{200D}", "\u{2028}x",
  ])
  func longLinesCountLikeShortOnes(_ piece: String) {
    let line = String(repeating: piece + ", ", count: 300) + String(repeating: piece, count: 300)
    let text = "x: é\n" + line + "\n" + line
    let table = LineTable(SourceFile(path: "t.yaml", text: text))
    let first = "x: é\n".utf8.count
    var offset = 0
    for (count, character) in line.enumerated() {
      let place = table.position(of: first + offset)
      guard (place.line, place.column) == (2, count + 1) else {
        Issue.record("column \(count + 1) at byte \(offset) of '\(piece)' is another")
        return
      }
      offset += character.utf8.count
    }
    let last = table.position(of: first + offset + 1)
    #expect((last.line, last.column) == (3, 1))
  }

  /// A place at the end of a line is found about as fast as one at its start: a
  /// count from the start would take a minute here.
  @Test(.timeLimit(.minutes(1)))
  func aLineOfMegabytesIsWalkedOnce() {
    let text = String(repeating: "é", count: 1_000_000)
    let table = LineTable(SourceFile(path: "t.yaml", text: text))
    for index in stride(from: 0, to: 1_000_000, by: 50) {
      #expect(table.position(of: 2 * index).column == index + 1)
    }
  }
}
