import FleetCompiler
import FleetDiagnostics
import FleetTestSupport
import FleetValues
import Foundation
import Testing

/// What every diagnostic owes its reader, asserted for all of them at once.
@Suite struct DiagnosticContractTests {
  static let examples = Compiler.descriptors.flatMap {
    ExplanationExample.all(in: $0.explanation, of: $0.code)
  }
  /// Blocks of several files belong to templates, whose own tests run them.
  static let specs = examples.filter { !$0.isFolder }

  private func findings(_ example: ExplanationExample) -> [Diagnostic] {
    var compiler = Compiler()
    compiler.today = CalendarDate("2026-11-25")
    return compiler.compile(SourceFile(path: "cluster.yaml", bytes: example.bytes))
      .analysis.diagnostics
  }

  @Test(arguments: specs)
  func exampleDoesWhatItPromises(_ example: ExplanationExample) {
    let codes = Set(findings(example).map(\.descriptor.code))
    #expect(codes == (example.mustFail ? [example.code] : []))
  }

  @Test(arguments: Compiler.descriptors.map(\.code))
  func codeHasBothExamples(_ code: String) {
    let examples = Self.examples.filter { $0.code == code }
    #expect(examples.contains { $0.mustFail })
    #expect(examples.contains { !$0.mustFail })
  }

  @Test func codesAndNamesAreUnique() {
    #expect(Set(Compiler.descriptors.map(\.code)).count == Compiler.descriptors.count)
    #expect(Set(Compiler.descriptors.map(\.name)).count == Compiler.descriptors.count)
  }

  @Test(arguments: Compiler.descriptors.map(\.name))
  func nameReadsAfterAllow(_ name: String) {
    #expect(name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil)
  }

  /// A fix-it of a failing example, applied, leaves nothing of its code.
  @Test(arguments: specs.filter(\.mustFail))
  func fixItsMendWhatTheyAreFor(_ example: ExplanationExample) {
    for fix in findings(example).filter({ $0.descriptor.code == example.code }).flatMap(\.fixes) {
      var mended = example
      for edit in fix.edits.sorted(by: { $1.span < $0.span }) {
        mended.bytes.replaceSubrange(edit.span.range, with: edit.text.utf8)
      }
      #expect(!findings(mended).contains { $0.descriptor.code == example.code })
    }
  }

  @Test func referenceIsUpToDate() throws {
    let sections = Compiler.descriptors.map {
      "## \($0.code) \($0.name)\n\n\($0.severity.rawValue.capitalized). \($0.explanation)\n"
    }
    let page =
      "# Diagnostics\n\nWhat `fleetc explain CODE` prints. An example marked `fails` reports its "
      + "code, one\nmarked `passes` does not. With `base=box` it stands in place of the same "
      + "sections of this\nspec:\n\n```yaml\n\(BaseSpec.box)```\n\n"
      + "This page is written by the tests from the descriptors beside the code.\n\n"
      + sections.joined(separator: "\n")
    #expect(
      try Golden.problem(Golden.File(page), at: PackageRoot.file("docs/diagnostics.md")) == nil)
  }
}

extension ExplanationExample: CustomTestStringConvertible {}
