/// A table for a terminal: columns as wide as their widest cell, two spaces
/// between them, no trailing blanks.
struct TextTable {
  private let header: [String]
  private var rows: [[String]] = []

  init(_ header: String...) { self.header = header }

  mutating func add(_ row: String...) { rows.append(row) }

  var isEmpty: Bool { rows.isEmpty }

  func lines(indent: String = "") -> [String] {
    let all = [header] + rows
    let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      let cells = row.indices.map { column in
        row[column] + String(repeating: " ", count: widths[column] - row[column].count)
      }
      return indent + cells.joined(separator: "  ").trimmingTrailingBlanks
    }
  }
}

extension String {
  var trimmingTrailingBlanks: String {
    String(reversed().drop { $0 == " " }.reversed())
  }
}
