import FleetMemory
import FleetTestSupport
import Foundation
import Testing

/// The page for people lists the rules that the code applies.
@Suite struct MemoryDocumentTests {
  @Test func everyRuleIsListedAsItIs() throws {
    let page = try String(contentsOf: PackageRoot.file("docs/memory.md"), encoding: .utf8)
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `") }.map(String.init)
    let rules = MemoryRule.all.map { "| `\($0.name)` | \($0.certainty.rawValue) | \($0.source) |" }
    #expect(rows == rules)
    #expect(Set(MemoryRule.all.map(\.name)).count == MemoryRule.all.count)
  }

  @Test func certaintiesAreOrdered() {
    #expect(MemoryCertainty.exact < .measured)
    #expect(MemoryCertainty.measured < .derived)
    #expect(MemoryCertainty.derived < .heuristic)
    #expect(!(MemoryCertainty.heuristic < .exact))
  }
}
