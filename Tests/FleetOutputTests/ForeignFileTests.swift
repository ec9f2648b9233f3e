import FleetTestSupport
import Foundation
import Glibc
import Testing
import fleetc

/// What is in the folder and not ours: carried over, or the build is refused.
@Suite struct ForeignFileTests {
  private let folder: TemporaryFolder
  private var out: URL { folder.file("out") }

  private static let ours = [OutputFile("box/env", "A=1\n"), OutputFile("fleet/m", "1")]
  private static let changed = [OutputFile("box/env", "A=2\n"), OutputFile("fleet/m", "2")]

  init() throws {
    folder = try TemporaryFolder()
    _ = try OutputFolder(out.path, for: .writing).replace(with: Self.ours, owned: [])
  }

  private func rebuild(_ files: [OutputFile] = changed) throws {
    let output = try OutputFolder(out.path, for: .writing)
    _ = try output.replace(with: files, owned: Set(Self.ours.map(\.path)))
  }

  @Test func keepsFilesLinksPipesModesAndEmptyFolders() throws {
    try folder.write("mine", to: "out/box/notes.txt", mode: 0o604)
    try folder.write("mine", to: "out/own/deep/er/x", mode: 0o4755)
    try folder.write("mine", to: "out/box/.hidden")
    let manager = FileManager.default
    try manager.createSymbolicLink(
      atPath: out.appending(path: "box/link").path, withDestinationPath: "/nowhere/at/all")
    try manager.createDirectory(
      at: out.appending(path: "empty/inner"), withIntermediateDirectories: true)
    chmod(out.appending(path: "own/deep").path, 0o500)
    chmod(out.path, 0o2750)
    mkfifo(out.appending(path: "pipe").path, 0o600)
    var expected = try FolderContents(of: out).entries
    expected.merge(FolderContents(of: Self.changed).entries) { $1 }
    try rebuild()
    #expect(try FolderContents(of: out).entries == expected)
    #expect(try mode(of: out.appending(path: "own/deep")) == 0o500)
    #expect(try mode(of: out) == 0o2750)
    chmod(out.appending(path: "own/deep").path, 0o700)
  }

  @Test func keepsNamesThatAreNoText() throws {
    let bytes: [UInt8] = Array("\(out.path)/box/".utf8) + [0xff, 0xfe, 0]
    let name = bytes.map { CChar(bitPattern: $0) }
    let made = open(name, O_CREAT | O_WRONLY, 0o644)
    #expect(made >= 0)
    close(made)
    try rebuild()
    #expect(access(name, F_OK) == 0)
  }

  @Test func keepsTheOwnerOfAFolder() throws {
    try #require(geteuid() == 0, "run the tests as root: only root can give a folder away")
    try folder.write("mine", to: "out/theirs/x")
    chown(out.appending(path: "theirs").path, 12345, 12345)
    try rebuild()
    var status = stat()
    #expect(stat(out.appending(path: "theirs").path, &status) == 0)
    #expect(status.st_uid == 12345)
  }

  @Test func keepsAFolderThatOnlyLosesOurFilesWhereAnotherIsInIt() throws {
    try folder.write("mine", to: "out/box/notes.txt")
    try rebuild([OutputFile("fleet/m", "1")])
    #expect(try FolderContents(of: out).paths == ["box/notes.txt", "fleet/m"])
  }

  @Test func replacesAFileThatSomebodyElsePutInOurPlace() throws {
    let path = out.appending(path: "box/env")
    try FileManager.default.removeItem(at: path)
    try folder.write("precious", to: "precious")
    try FileManager.default.createSymbolicLink(
      atPath: path.path, withDestinationPath: folder.file("precious").path)
    try rebuild()
    #expect(try FolderContents(of: out) == FolderContents(of: Self.changed))
    // The link was replaced, not followed.
    #expect(try String(contentsOf: folder.file("precious"), encoding: .utf8) == "precious")
  }

  @Test func refusesAFolderInTheWayOfAFile() throws {
    try FileManager.default.removeItem(at: out.appending(path: "box/env"))
    try folder.write("mine", to: "out/box/env/notes.txt")
    try expectRefused(at: "box/env", .isInTheWay)
  }

  @Test func refusesAFileThatNoBuildListed() throws {
    try folder.write("mine", to: "out/box/other")
    try expectRefused(at: "box/other", .isInTheWay, Self.changed + [OutputFile("box/other", "1")])
  }

  @Test func refusesAFileInTheWayOfAFolder() throws {
    try folder.write("mine", to: "out/own")
    try expectRefused(at: "own", .isInTheWay, Self.changed + [OutputFile("own/x", "1")])
  }

  @Test func refusesALinkInTheWayOfAFolder() throws {
    try FileManager.default.createDirectory(
      at: folder.file("elsewhere"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: out.appending(path: "own").path,
      withDestinationPath: folder.file("elsewhere").path)
    try expectRefused(at: "own", .isInTheWay, Self.changed + [OutputFile("own/x", "1")])
    #expect(try FolderContents(of: folder.file("elsewhere")).paths == [])
  }

  @Test func refusesAMountInside() throws {
    let folder = folder
    let out = out
    try folder.write("theirs", to: "mounted/data")
    try PrivateMounts.run { mounts in
      let inside = out.appending(path: "box/disk")
      try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: true)
      try mounts.bind(folder.file("mounted"), at: inside)
      try expectRefused(at: "box/disk", .holdsAMount)
    }
    #expect(try String(contentsOf: folder.file("mounted/data"), encoding: .utf8) == "theirs")
  }

  private func expectRefused(
    at path: String, _ reason: OutputFailure.Reason, _ files: [OutputFile] = changed
  ) throws {
    let before = try Stamps(of: out)
    let found = failure { try rebuild(files) }
    #expect(found == OutputFailure(path: "\(out.path)/\(path)", reason: reason))
    #expect(try Stamps(of: out) == before)
    let beside = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(beside.filter { $0.contains(".fleetc-") } == [])
  }

  private func mode(of url: URL) throws -> UInt32 {
    var status = stat()
    #expect(stat(url.path, &status) == 0)
    return status.st_mode & 0o7777
  }
}
