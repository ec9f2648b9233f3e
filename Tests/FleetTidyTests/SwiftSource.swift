import Foundation
import FleetTestSupport
import Testing

/// A Swift file of the checkout, as lines.
struct SwiftSource: CustomTestStringConvertible {
  var path: String
  var lines: [Substring]
  var testDescription: String { path }

  /// The target the file belongs to: the second folder of its path.
  var module: String { String(path.split(separator: "/")[1]) }

  static let all = ["Sources", "Tests"].flatMap(files(under:))
  static let sources = all.filter { $0.path.hasPrefix("Sources/") }

  /// Every module named by an import, in each form: `@testable import M`,
  /// `package import M`, `import struct M.Type`.
  var imports: [String] {
    codeLines.compactMap { line in
      let words = line.text.split(separator: " ")
        .drop { $0.hasPrefix("@") || Self.access.contains($0) }
      guard words.first == "import", let last = words.last else { return nil }
      return last.split(separator: ".").first.map(String.init)
    }
  }

  /// The lines that are neither comments nor inside a multi-line string.
  var codeLines: [(number: Int, text: Substring)] {
    var insideString = false
    var result: [(Int, Substring)] = []
    for (index, line) in lines.enumerated() {
      let fences = line.split(separator: "\"\"\"", omittingEmptySubsequences: false).count - 1
      let trimmed = line.drop { $0 == " " }
      if !insideString && !trimmed.hasPrefix("//") { result.append((index + 1, line)) }
      if fences % 2 == 1 { insideString.toggle() }
    }
    return result
  }

  /// The first lines of functions that are longer than the limit.
  func longFunctions(limit: Int) -> [Int] {
    var found: [Int] = []
    for (index, line) in lines.enumerated() {
      let indent = line.prefix { $0 == " " }
      let isStart = line.drop { $0 == " " }.split(separator: " ").contains("func")
      guard isStart, !line.drop(while: { $0 == " " }).hasPrefix("//") else { continue }
      let isOneLine = line.hasSuffix("}")
      let end = isOneLine ? index : lines[index...].firstIndex { $0 == "\(indent)}" } ?? index
      if end - index + 1 > limit { found.append(index + 1) }
    }
    return found
  }

  private static let access: Set<Substring> = [
    "public", "package", "internal", "fileprivate", "private",
  ]

  private static func files(under folder: String) -> [SwiftSource] {
    let root = PackageRoot.file(folder).path
    let paths = FileManager.default.subpaths(atPath: root) ?? []
    return paths.filter { $0.hasSuffix(".swift") }.sorted().compactMap { path in
      let text = try? String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
      let lines = text?.split(separator: "\n", omittingEmptySubsequences: false)
      return lines.map { SwiftSource(path: "\(folder)/\(path)", lines: $0) }
    }
  }
}
