import FleetTestSupport
import Foundation
import Testing

/// A page that people read, with its path from the root of the checkout.
struct DocsPage: CustomTestStringConvertible {
  var path: String
  var text: String

  var testDescription: String { path }

  static var all: [DocsPage] {
    get throws {
      let root = PackageRoot.url.path
      let top = try FileManager.default.contentsOfDirectory(atPath: root)
      let docs = (FileManager.default.subpaths(atPath: "\(root)/docs") ?? []).map { "docs/\($0)" }
      return try (top + docs).filter { $0.hasSuffix(".md") }.sorted().map { path in
        DocsPage(
          path: path, text: try String(contentsOf: PackageRoot.file(path), encoding: .utf8))
      }
    }
  }

  /// A fenced block, and the words behind its opening fence.
  struct Block {
    var words: String
    var text: String
    /// Of its first line, counted from 1.
    var line: Int
  }

  var blocks: [Block] {
    var blocks: [Block] = []
    var open: Block?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.hasPrefix("```") {
        if let block = open {
          blocks.append(block)
          open = nil
        } else {
          open = Block(words: String(line.dropFirst(3)), text: "", line: index + 2)
        }
      } else {
        open?.text += line + "\n"
      }
    }
    return blocks
  }

  /// Links to files of the checkout, as they are written.
  var localLinks: [String] {
    text.matches(of: /\]\(([^)\s]+)\)/).map { String($0.1) }
      .filter { !$0.contains("://") && !$0.hasPrefix("#") && !$0.hasPrefix("mailto:") }
  }
}
