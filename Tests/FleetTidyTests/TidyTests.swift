import Foundation
import FleetTestSupport
import Testing

/// The house rules that no compiler checks: files short enough to read, imports
/// that follow the layers, no effects below the command line.
@Suite struct TidyTests {
  @Test(arguments: SwiftSource.all) func isShortEnoughToRead(_ file: SwiftSource) {
    #expect(file.lines.count <= 400, "\(file.path) wants splitting")
    let long = file.lines.indices.filter { file.lines[$0].count > 100 }.map { $0 + 1 }
    #expect(long == [], "\(file.path) has lines over 100 columns")
  }

  @Test(arguments: SwiftSource.all) func functionsFitOnAScreen(_ file: SwiftSource) {
    #expect(file.longFunctions(limit: 60) == [], "\(file.path) has functions over 60 lines")
  }

  @Test(arguments: SwiftSource.all) func importsOnlyWhatTheManifestDeclares(_ file: SwiftSource) {
    let declared = Manifest.targets[file.module]?.dependencies ?? []
    let ours = file.imports.filter { Manifest.targets[$0] != nil }
    let undeclared = Set(ours).subtracting(declared)
    #expect(undeclared.sorted() == [], "\(file.path) imports what its target does not declare")
  }

  @Test(arguments: SwiftSource.sources) func importsFoundationOnlyWhereAllowed(
    _ file: SwiftSource
  ) {
    let foundations: Set = ["Foundation", "FoundationEssentials", "Glibc", "Dispatch"]
    let found = Set(file.imports).intersection(foundations)
    let allowed = Manifest.allowedSystemModules[file.module] ?? []
    #expect(found.subtracting(allowed).sorted() == [], "\(file.path) reaches for the system")
  }

  @Test(arguments: SwiftSource.sources.filter { $0.module.hasPrefix("Fleet") })
  func pureLayersHaveNoEffects(_ file: SwiftSource) {
    let banned = [
      "try!", "as!", "print(", "fatalError(", "FileManager", "ProcessInfo", "getenv(", ": Any ",
    ]
    for word in banned where !(word == "fatalError(" && file.path.hasSuffix("Invariant.swift")) {
      let places = file.codeLines.filter { $0.text.contains(word) }.map(\.number)
      #expect(places == [], "\(file.path) uses \(word)")
    }
  }

  @Test(arguments: Manifest.targets.keys.sorted()) func importsEverythingItDeclares(
    _ target: String
  ) throws {
    let declared = try #require(Manifest.targets[target]).dependencies
    let imported = Set(SwiftSource.all.filter { $0.module == target }.flatMap(\.imports))
    // A C library's module has no Swift file, and a plugin is not imported.
    if SwiftSource.all.contains(where: { $0.module == target }) {
      let unused = declared.subtracting(imported).subtracting(Manifest.executables)
      #expect(unused.sorted() == [], "\(target) declares what it never imports")
    }
  }

  @Test(arguments: Manifest.targets.keys.sorted()) func dependsOnLowerLayersAlone(
    _ target: String
  ) throws {
    let own = try #require(Manifest.targets[target])
    guard let layer = own.layer else { return }
    for name in own.dependencies {
      let other = try #require(Manifest.targets[name]?.layer, "\(name) is in no layer")
      #expect(other < layer, "\(target) (layer \(layer)) reaches \(name) (layer \(other))")
    }
  }

  @Test func noModuleIsNamedForNothing() {
    let vague = [
      "Core", "Kit", "Utils", "Util", "Common", "Helpers", "Helper", "Shared", "Manager",
    ]
    let found = Manifest.targets.keys.filter { name in vague.contains { name.hasSuffix($0) } }
    #expect(found.sorted() == [])
  }
}
