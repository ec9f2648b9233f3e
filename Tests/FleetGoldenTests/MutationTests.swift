import FleetCompiler
import FleetDiagnostics
import FleetFormats
import FleetTestSupport
import Foundation
import Testing

/// Every line knows which words of the spec made it: each value is changed, and
/// each line that changes with it must name it. That a line names something is
/// not enough, which is why nothing less finds a place that is missing.
@Suite struct MutationTests {
  static let cases = (try? Golden.cases.filter(hasArtifacts)) ?? []

  private static func hasArtifacts(_ name: String) -> Bool {
    let manifest = Golden.fixtures.appending(path: "\(name)/expected/fleet/manifest.json")
    return FileManager.default.fileExists(atPath: manifest.path)
  }

  @Test func thereAreSome() { #expect(Self.cases.count >= 8) }

  @Test(arguments: cases) func changedLinesNameWhatChangedThem(_ name: String) throws {
    let folder = Golden.fixtures.appending(path: name)
    let source = try Fixture.source(in: folder)
    let before = Fixture.compile(source)
    let mutations = Mutation.all(of: source)
    var problems: [String] = []
    var usable = 0
    for mutation in mutations {
      let after = Fixture.compile(mutation.source)
      if after.hasErrors { continue }
      usable += 1
      let change = OutputChange(
        before: before.artifacts, places: mutation.spans(in: source), after: after.artifacts,
        newPlaces: mutation.spans(in: mutation.source))
      problems += change.unexplained.map { "\(mutation): \($0)" }
    }
    #expect(problems == [])
    #expect(usable * 5 >= mutations.count * 2, "\(usable) of \(mutations.count) are valid specs")
  }
}
