import FleetTestSupport
import Foundation
import Glibc
import Testing
import fleetc

/// What the world can do to a build: one sentence, and the folder as it was.
@Suite struct OutputFailureTests {
  private let folder: TemporaryFolder
  private var out: URL { folder.file("out") }

  private static let old = [OutputFile("box/env", "A=1\n"), OutputFile("box/keep", "1")]
  private static let new = [OutputFile("box/env", "A=2\n"), OutputFile("box/keep", "1")]

  init() throws { folder = try TemporaryFolder() }

  private static func build(_ out: URL, _ files: [OutputFile]) throws {
    let output = try OutputFolder(out.path, for: .writing)
    _ = try output.replace(with: files, owned: Set(old.map(\.path)))
  }

  private func expectFailure(_ sentence: String, at path: String = "out") {
    let found = failure { try Self.build(folder.file(path), Self.new) }
    #expect(found?.description == sentence.replacing("OUT", with: out.path))
  }

  @Test func aFileWhereTheFolderShouldBe() throws {
    try folder.write("mine", to: "out")
    expectFailure("OUT is not a folder")
    #expect(try String(contentsOf: out, encoding: .utf8) == "mine")
  }

  @Test func aFileOnTheWayToTheFolder() throws {
    try folder.write("mine", to: "out")
    expectFailure("cannot open OUT/a/b: Not a directory", at: "out/a/b")
  }

  @Test func aLinkToNothing() throws {
    try FileManager.default.createSymbolicLink(atPath: out.path, withDestinationPath: "gone")
    expectFailure("OUT is a link to nothing")
  }

  @Test func aLinkToItself() throws {
    try FileManager.default.createSymbolicLink(atPath: out.path, withDestinationPath: "out")
    expectFailure("cannot open OUT: Too many levels of symbolic links")
  }

  @Test(arguments: ["", "new/..", "new/../.", "new/..//"])
  func aPathWithoutAName(_ path: String) throws {
    // Not below the test's folder: an absolute path is never empty.
    let whole = path.isEmpty ? "" : folder.path + "/" + path
    let found = failure {
      let output = try OutputFolder(whole, for: .writing)
      _ = try output.replace(with: Self.new, owned: [])
    }
    #expect(found == OutputFailure(path: whole, reason: .isNoName))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  @Test func theWholeSystem() {
    let found = failure { try Self.build(URL(filePath: "/"), Self.new) }
    #expect(found?.reason == .isAMount)
  }

  @Test func theFolderWeAreIn() {
    let here = FileManager.default.currentDirectoryPath
    let found = failure { try Self.build(URL(filePath: here), Self.new) }
    #expect(found == OutputFailure(path: here, reason: .isTheWorkingFolder))
  }

  @Test func aFullDisk() throws {
    let folder = folder
    try PrivateMounts.run { mounts in
      try mounts.memory(at: folder.url, bytes: 64 << 10)
      let out = folder.file("out")
      try Self.build(out, Self.old)
      let before = try FolderContents(of: out)
      let large = OutputFile(path: "box/large", contents: Array(repeating: 1, count: 128 << 10))
      let found = failure { try Self.build(out, Self.new + [large]) }
      #expect(
        found?.description == "cannot write \(out.path)/box/large: No space left on device")
      #expect(try FolderContents(of: out) == before)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out"])
      try Self.build(out, Self.new)
      #expect(try FolderContents(of: out) == FolderContents(of: Self.new))
    }
  }

  @Test func aParentThatMayNotBeWritten() throws {
    try Self.build(out, Self.old)
    let folder = folder
    try PrivateMounts.run { mounts in
      try mounts.readOnly(folder.url)
      let out = folder.file("out")
      let before = try Stamps(of: out)
      let found = failure { try Self.build(out, Self.new) }
      #expect(found?.description == "cannot create \(out.path): Read-only file system")
      #expect(try Stamps(of: out) == before)
      // An unchanged build needs no permission.
      try Self.build(out, Self.old)
    }
  }

  @Test func aFolderThatIsAMount() throws {
    try Self.build(out, Self.old)
    let out = out
    try PrivateMounts.run { mounts in
      try mounts.readOnly(out)
      let found = failure { try Self.build(out, Self.new) }
      #expect(
        found?.description
          == "\(out.path) is a mount, which cannot be replaced: name a folder inside it")
    }
    #expect(try FolderContents(of: out) == FolderContents(of: Self.old))
  }

  @Test func aLowerLayerOfAnOverlay() throws {
    try Self.build(folder.file("lower/out"), Self.old)
    let folder = folder
    for name in ["layers", "merged"] {
      try FileManager.default.createDirectory(
        at: folder.file(name), withIntermediateDirectories: true)
    }
    try PrivateMounts.run { mounts in
      // The upper layer must not lie on an overlay itself.
      try mounts.memory(at: folder.file("layers"), bytes: 4 << 20)
      for name in ["layers/upper", "layers/work"] {
        try FileManager.default.createDirectory(
          at: folder.file(name), withIntermediateDirectories: true)
      }
      let merged = folder.file("merged")
      try mounts.overlay(
        lower: folder.file("lower"), upper: folder.file("layers/upper"),
        work: folder.file("layers/work"), at: merged)
      let out = merged.appending(path: "out")
      let found = failure { try Self.build(out, Self.new) }
      #expect(found == OutputFailure(path: out.path, reason: .isOfALowerLayer))
      #expect(try FolderContents(of: out) == FolderContents(of: Self.old))
      #expect(try FileManager.default.contentsOfDirectory(atPath: merged.path) == ["out"])
    }
  }
}
