import FleetCompiler
import FleetDiagnostics
import FleetTestSupport
import FleetValues
import Foundation
import Testing

/// What the pages show works as it stands there.
@Suite struct DocsTests {
  @Test func someSpecIsShown() throws {
    let specs = try DocsPage.all.flatMap(\.blocks).filter(isSpec)
    #expect(!specs.isEmpty)
  }

  /// A part of a spec is marked with another word than `yaml`, or with more.
  @Test(arguments: try DocsPage.all) func everySpecCompiles(_ page: DocsPage) throws {
    for block in page.blocks.filter(isSpec) {
      var compiler = Compiler()
      compiler.today = CalendarDate("2026-11-25")
      let file = SourceFile(path: "cluster.yaml", text: block.text)
      let output = compiler.compile(file)
      let report = TextRenderer().render(output.analysis.diagnostics, in: output.analysis.sources)
      #expect(!output.hasErrors, "\(page.path):\(block.line)\n\(report)")
    }
  }

  @Test(arguments: try DocsPage.all) func linksLeadToFiles(_ page: DocsPage) {
    let folder = PackageRoot.file(page.path).deletingLastPathComponent()
    for link in page.localLinks {
      let path = link.prefix { $0 != "#" }
      let file = folder.appending(path: String(path))
      #expect(FileManager.default.fileExists(atPath: file.path), "\(page.path) links to \(link)")
    }
  }

  private func isSpec(_ block: DocsPage.Block) -> Bool {
    block.words == "yaml" && block.text.hasPrefix("fleetc: 1\n")
  }
}
