import FleetTestSupport
import Foundation
import Glibc
import Testing

@testable import fleetc

/// Two builds at once, and what a killed one leaves.
@Suite struct InterruptionTests {
  private let folder: TemporaryFolder
  private var out: URL { folder.file("out") }

  private static let old = [OutputFile("box/env", "A=1\n"), OutputFile("box/keep", "1")]
  private static let new = [OutputFile("box/env", "A=2\n"), OutputFile("box/keep", "1")]
  private static let owned = Set(old.map(\.path))

  init() throws {
    folder = try TemporaryFolder()
    try build(Self.old)
  }

  private func build(_ files: [OutputFile]) throws {
    let output = try OutputFolder(out.path, for: .writing)
    #expect(try output.replace(with: files, owned: Self.owned).leftovers == [])
  }

  private func beside() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func aSecondBuildWaitsAndThenSaysSo() throws {
    let first = try OutputFolder(out.path, for: .writing)
    let found = failure {
      _ = try OutputFolder(out.path, for: .writing, patienceSeconds: 1)
    }
    #expect(found == OutputFailure(path: out.path, reason: .isBusy(seconds: 1)))
    #expect(try first.replace(with: Self.new, owned: Self.owned).differences.count == 1)
  }

  @Test func aSecondBuildGoesOnWhenTheFirstIsDone() throws {
    let out = out
    let started = DispatchSemaphore(value: 0)
    let done = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      if let first = try? OutputFolder(out.path, for: .writing) {
        started.signal()
        usleep(200_000)
        _ = try? first.replace(with: Self.old, owned: Self.owned)
      }
      done.signal()
    }
    started.wait()
    try build(Self.new)
    done.wait()
    #expect(try FolderContents(of: out) == FolderContents(of: Self.new))
  }

  @Test func readersDoNotWaitForEachOther() throws {
    let one = try OutputFolder(out.path, for: .reading, patienceSeconds: 0)
    let other = try OutputFolder(out.path, for: .reading, patienceSeconds: 0)
    #expect(try one.differences(from: Self.old, owned: []) == [])
    #expect(try other.differences(from: Self.new, owned: []).count == 1)
  }

  @Test func cleansUpAfterAKilledBuild() throws {
    try folder.write("half", to: "out.fleetc-new-0123456789abcdef/box/env")
    try folder.write("mine", to: "out.fleetc-new-of-mine/x")
    try folder.write("mine", to: "out.fleetc-new-0123456789abcdeg")
    // Also where nothing differs.
    try build(Self.old)
    #expect(
      try beside() == ["out", "out.fleetc-new-0123456789abcdeg", "out.fleetc-new-of-mine"])
  }

  @Test func putsBackWhatAKilledBuildHadSetAside() throws {
    let aside = folder.file("out.fleetc-old-0123456789abcdef")
    try FileManager.default.moveItem(at: out, to: aside)
    try folder.write("half", to: "out.fleetc-new-0123456789abcdef/box/env")
    let output = try OutputFolder(out.path, for: .writing)
    #expect(try output.contents(of: "box/keep") == Array("1".utf8))
    #expect(try beside() == ["out"])
  }

  @Test func aLeftoverThatCannotBeDeletedIsNamed() throws {
    let folder = folder
    let out = out
    let stuck = try folder.write("x", to: "out.fleetc-new-0123456789abcdef/disk/x")
      .deletingLastPathComponent()
    try PrivateMounts.run { mounts in
      try mounts.bind(stuck, at: stuck)
      let output = try OutputFolder(out.path, for: .writing)
      let change = try output.replace(with: Self.new, owned: Self.owned)
      #expect(change.leftovers == [OutputFailure(path: stuck.path, reason: .holdsAMount)])
    }
    #expect(FileManager.default.fileExists(atPath: stuck.appending(path: "x").path))
    try build(Self.new)
    #expect(try beside() == ["out"])
  }

  @Test func swapsThroughThreeNamesWhereThereIsNoExchange() throws {
    try folder.write("new", to: "fresh/x")
    let parent = open(folder.path, O_RDONLY | O_DIRECTORY)
    defer { close(parent) }
    let swap = TreeSwap(
      parent: parent, name: EntryName("out"), fresh: EntryName("fresh"),
      aside: EntryName("aside"))
    #expect(swap.throughThreeNames() == 0)
    #expect(try FolderContents(of: out).paths == ["x"])
    #expect(try FolderContents(of: folder.file("fresh")) == FolderContents(of: Self.old))
    #expect(try beside() == ["fresh", "out"])
  }

  @Test func copiesWhatCannotBeLinked() throws {
    try folder.write("mine", to: "from/x", mode: 0o640)
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("from/link").path, withDestinationPath: "a b/ü")
    try FileManager.default.createDirectory(
      at: folder.file("to"), withIntermediateDirectories: true)
    let from = open(folder.file("from").path, O_RDONLY | O_DIRECTORY)
    let target = open(folder.file("to").path, O_RDONLY | O_DIRECTORY)
    defer {
      close(from)
      close(target)
    }
    #expect(FileCopy.make(EntryName("x"), from: from, to: target) == 0)
    #expect(FileCopy.make(EntryName("link"), from: from, to: target) == 0)
    #expect(
      try FolderContents(of: folder.file("to")) == FolderContents(of: folder.file("from")))
  }
}
