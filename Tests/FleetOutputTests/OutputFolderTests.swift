import FleetTestSupport
import Foundation
import Testing
import fleetc

/// What a build does to a folder where nothing goes wrong.
@Suite struct OutputFolderTests {
  private let folder: TemporaryFolder
  private var out: URL { folder.file("out") }

  init() throws { folder = try TemporaryFolder() }

  private static let files = [
    OutputFile("box/etc/env", "A=1\n", mode: 0o640),
    OutputFile("box/install.sh", "#!/bin/sh\n", mode: 0o755),
    OutputFile("fleet/manifest.json", "{}\n"),
  ]
  private static let owned = Set(files.map(\.path))

  @discardableResult private func replace(
    _ files: [OutputFile] = files, owned: Set<String> = owned
  ) throws -> OutputChange {
    try OutputFolder(out.path, for: .writing).replace(with: files, owned: owned)
  }

  private func contents() throws -> FolderContents { try FolderContents(of: out) }

  private func expectNothingBeside(_ names: [String] = ["out"]) throws {
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == names)
  }

  @Test func writesANewFolderWithExactModes() throws {
    let change = try replace(owned: [])
    #expect(change.differences.map(\.kind) == [.added, .added, .added])
    #expect(try contents() == FolderContents(of: Self.files))
    try expectNothingBeside()
  }

  @Test func makesMissingParents() throws {
    let deep = folder.file("a/b/out")
    let change = try OutputFolder(deep.path, for: .writing).replace(with: Self.files, owned: [])
    #expect(change.differences.count == 3)
    #expect(try FolderContents(of: deep) == FolderContents(of: Self.files))
  }

  @Test(arguments: ["out/", "out//", "out/.", "out/./", "a//out/./.", "./a/./out//."])
  func whatTrailsAPathIsNoName(_ path: String) throws {
    let change = try OutputFolder("\(folder.path)/\(path)", for: .writing)
      .replace(with: Self.files, owned: [])
    #expect(change.differences.count == 3)
    let place = path.contains("a/") ? "a/out" : "out"
    #expect(try FolderContents(of: folder.file(place)) == FolderContents(of: Self.files))
    try expectNothingBeside([place.contains("/") ? "a" : "out"])
  }

  @Test func touchesNothingWhereNothingDiffers() throws {
    try replace(owned: [])
    let before = try Stamps(of: out)
    let change = try replace()
    #expect(change == OutputChange(unchanged: 3))
    #expect(try Stamps(of: out) == before)
  }

  @Test func keepsTheFileAndTheTimeOfWhatIsUnchanged() throws {
    try replace(owned: [])
    let before = try Stamps(of: out)
    var files = Self.files
    files[0] = OutputFile("box/etc/env", "A=2\n", mode: 0o640)
    let change = try replace(files)
    #expect(change.differences == [Difference(path: "box/etc/env", kind: .changed)])
    #expect(change.unchanged == 2)
    #expect(try contents() == FolderContents(of: files))
    let after = try Stamps(of: out)
    #expect(after["box/install.sh"] == before["box/install.sh"])
    #expect(after["box/etc/env"] != before["box/etc/env"])
    try expectNothingBeside()
  }

  @Test func aModeAloneMakesANewFile() throws {
    try replace(owned: [])
    var files = Self.files
    files[0].mode = 0o600
    let change = try replace(files)
    #expect(change.differences == [Difference(path: "box/etc/env", kind: .mode)])
    #expect(try contents() == FolderContents(of: files))
  }

  @Test func removesWhatTheLastBuildListedAndItsEmptyFolders() throws {
    try replace(owned: [])
    let change = try replace([Self.files[2]])
    #expect(change.differences.map(\.kind) == [.removed, .removed])
    #expect(try contents() == FolderContents(of: [Self.files[2]]))
    #expect(!FileManager.default.fileExists(atPath: out.appending(path: "box").path))
  }

  @Test func removesNothingElse() throws {
    try replace(owned: [])
    // The manifest was lost: nothing is known to be ours.
    let change = try replace([Self.files[2]], owned: [])
    #expect(change.differences == [])
    #expect(try contents() == FolderContents(of: Self.files))
  }

  @Test func ignoresPathsOfAHostileManifest() throws {
    try folder.write("mine", to: "secret")
    try replace(owned: [])
    let change = try replace(
      [Self.files[2]], owned: ["../secret", "/etc/passwd", "box/../../secret", "", "box//x"])
    #expect(change.differences == [])
    #expect(FileManager.default.fileExists(atPath: folder.file("secret").path))
  }

  @Test func reportsDifferencesAndWritesNothing() throws {
    try replace(owned: [])
    let before = try Stamps(of: out)
    let files = [
      OutputFile("box/etc/env", "A=2\n", mode: 0o640),
      OutputFile("box/new", "new"),
      OutputFile("fleet/manifest.json", "{}\n", mode: 0o600),
    ]
    let found = try OutputFolder(out.path, for: .reading)
      .differences(from: files, owned: Self.owned)
    #expect(
      found == [
        Difference(path: "box/etc/env", kind: .changed),
        Difference(path: "box/install.sh", kind: .removed),
        Difference(path: "box/new", kind: .added),
        Difference(path: "fleet/manifest.json", kind: .mode),
      ])
    #expect(try Stamps(of: out) == before)
  }

  @Test func readingMakesNoFolder() throws {
    let place = folder.file("no/where/out").path
    let found = try OutputFolder(place, for: .reading).differences(from: Self.files, owned: [])
    #expect(found.count == 3)
    #expect(try OutputFolder(place, for: .reading).contents(of: "fleet/manifest.json") == nil)
    try expectNothingBeside([])
  }

  @Test func readsAFile() throws {
    try replace(owned: [])
    let output = try OutputFolder(out.path, for: .reading)
    #expect(try output.contents(of: "fleet/manifest.json") == Array("{}\n".utf8))
    #expect(try output.contents(of: "fleet/absent") == nil)
    #expect(try output.contents(of: "absent/file") == nil)
  }

  @Test func aFileMayBecomeAFolderAndBack() throws {
    let asFile = [OutputFile("a", "1"), OutputFile("b", "2")]
    let asFolder = [OutputFile("a/x", "1"), OutputFile("b", "2")]
    try replace(asFile, owned: [])
    try replace(asFolder, owned: ["a", "b"])
    #expect(try contents() == FolderContents(of: asFolder))
    try replace(asFile, owned: ["a/x", "b"])
    #expect(try contents() == FolderContents(of: asFile))
  }

  @Test func largeAndEmptyFilesAreCompared() throws {
    var large = [UInt8](repeating: 7, count: 1 << 20)
    let empty = OutputFile(path: "empty", contents: [])
    try replace([empty, OutputFile(path: "large", contents: large)], owned: [])
    large[large.count - 1] = 8
    let change = try replace(
      [empty, OutputFile(path: "large", contents: large)], owned: ["empty", "large"])
    #expect(change.differences == [Difference(path: "large", kind: .changed)])
  }

  @Test func followsALinkToAFolder() throws {
    try FileManager.default.createDirectory(
      at: folder.file("real"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: out.path, withDestinationPath: "real")
    try replace(owned: [])
    #expect(try FolderContents(of: folder.file("real")) == FolderContents(of: Self.files))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: out.path) == "real")
    try expectNothingBeside(["out", "real"])
  }
}
