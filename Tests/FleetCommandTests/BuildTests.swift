import FleetTestSupport
import Foundation
import Glibc
import Testing

/// What a build leaves on disk, and what it says.
@Suite struct BuildTests {
  private func tree(_ fleetc: FleetcProgram, _ path: String = "out") throws -> [String] {
    try FolderContents(of: fleetc.folder.file(path)).paths
  }

  @Test func aBuildWritesAndThenTouchesNothing() throws {
    let fleetc = try FleetcProgram()
    try fleetc.write(BaseSpec.box)
    let first = try fleetc.run("build")
    #expect(first.status == 0)
    #expect(first.output.contains("clients ask http://192.168.1.10/v1"))
    let before = try tree(fleetc)
    #expect(before.contains("fleet/manifest.json"))
    let stamp = try modified(fleetc.folder.file("out/fleet/manifest.json"))
    let second = try fleetc.run("build")
    #expect(second.output.contains("none touched"))
    #expect(try modified(fleetc.folder.file("out/fleet/manifest.json")) == stamp)
    #expect(try tree(fleetc) == before)
  }

  private func modified(_ url: URL) throws -> Date? {
    try FileManager.default.attributesOfItem(atPath: url.path)[.modificationDate] as? Date
  }

  @Test func checkSaysWhatDiffers() throws {
    let fleetc = try FleetcProgram()
    try fleetc.write(BaseSpec.box)
    #expect(try fleetc.run("build", "--check").status == 1)
    #expect(try fleetc.run("build").status == 0)
    #expect(try fleetc.run("build", "--check").status == 0)
    try fleetc.write("changed", to: "out/fleet/manifest.json.bak")
    #expect(try fleetc.run("build", "--check").status == 0)
    try fleetc.write(BaseSpec.box.replacing("8k", with: "16k"))
    let result = try fleetc.run("build", "--check")
    #expect(result.status == 1)
    #expect(result.output.contains("out/fleet/manifest.json: changed\n"))
  }

  @Test func aFailedBuildLeavesTheOldTree() throws {
    let fleetc = try FleetcProgram()
    try fleetc.write(BaseSpec.box)
    #expect(try fleetc.run("build").status == 0)
    let before = try FolderContents(of: fleetc.folder.file("out"))
    try fleetc.write(BaseSpec.box.replacing("8k", with: "8 k"))
    let result = try fleetc.run("build")
    #expect(result.status == 1)
    #expect(result.errors.contains("nothing was written"))
    #expect(try FolderContents(of: fleetc.folder.file("out")).entries == before.entries)
  }

  @Test func onlyWhatTheLastManifestListsIsRemoved() throws {
    let fleetc = try FleetcProgram()
    let two = BaseSpec.laidOver(
      "box",
      by: """
        nodes:
          box: {address: 192.168.1.10, memory: 16 GB}
          pc: {address: 192.168.1.11, memory: 16 GB, runs: [prometheus]}
        deployments: {llama-box: {model: llama, node: box, engine: ollama, context: 8k}}

        """)
    try fleetc.write(two)
    #expect(try fleetc.run("build").status == 0)
    try fleetc.write("mine", to: "out/pc/notes.txt")
    #expect(try tree(fleetc).contains("pc/etc/prometheus/prometheus.yml"))
    try fleetc.write(BaseSpec.box)
    #expect(try fleetc.run("build").status == 0)
    #expect(try tree(fleetc).filter { $0.hasPrefix("pc/") } == ["pc/notes.txt"])
  }

  @Test func aBrokenManifestStopsTheBuild() throws {
    let fleetc = try FleetcProgram()
    try fleetc.write(BaseSpec.box)
    #expect(try fleetc.run("build").status == 0)
    try fleetc.write("{", to: "out/fleet/manifest.json")
    let result = try fleetc.run("build")
    #expect(result.status == 2)
    #expect(result.errors.contains("out/fleet/manifest.json"))
  }

  @Test func aHugeManifestStopsTheBuild() throws {
    let fleetc = try FleetcProgram()
    try fleetc.write(BaseSpec.box)
    #expect(try fleetc.run("build").status == 0)
    // Sparse: it takes no room on the disk.
    #expect(truncate(fleetc.folder.file("out/fleet/manifest.json").path, 100 << 30) == 0)
    let result = try fleetc.run("build")
    #expect(result.status == 2)
    #expect(
      result.errors == """
        fleetc: out/fleet/manifest.json is larger than 512 MiB, which no build writes: \
        restore it, or move the whole folder away

        """)
  }

  @Test func oneNodeIsPrintedOrWrittenAlone() throws {
    let fleetc = try FleetcProgram()
    try fleetc.write(BaseSpec.box)
    let printed = try fleetc.run("build", "--node", "box")
    #expect(printed.output.contains("==> box/etc/sysctl.d/60-fleetc.conf <=="))
    #expect(!FileManager.default.fileExists(atPath: fleetc.folder.file("out").path))
    #expect(try fleetc.run("build", "--node", "box", "-o", "one").status == 0)
    #expect(try tree(fleetc, "one").allSatisfy { $0.hasPrefix("box/") || $0.hasPrefix("fleet/") })
    #expect(try fleetc.run("build", "--node", "bax").status == 2)
  }

  /// Its spans name the spec's file, as docs/decisions/0003-output-folder.md says.
  @Test func theSpecsNameIsInTheManifestAlone() throws {
    let fleetc = try FleetcProgram()
    try fleetc.write(BaseSpec.box)
    try fleetc.write(BaseSpec.box, to: "sub/other.yaml")
    #expect(try fleetc.run("build").status == 0)
    let manifest = "out/fleet/manifest.json: changed\n"
    for (name, output) in [
      ("./cluster.yaml", "out is what the spec compiles to\n"), ("sub/other.yaml", manifest),
      ("-", manifest),
    ] {
      let input = Data(BaseSpec.box.utf8)
      #expect(try fleetc.run("build", "--check", name, input: input).output == output)
    }
  }

  @Test func twoProcessesWriteTheSameBytes() throws {
    let fleetc = try FleetcProgram()
    let spec = PackageRoot.file("cluster.yaml").path
    #expect(try fleetc.run("build", spec, "-o", "a").status == 0)
    #expect(try fleetc.run("build", spec, "-o", "b").status == 0)
    let (first, second) = try (
      FolderContents(of: fleetc.folder.file("a")), FolderContents(of: fleetc.folder.file("b"))
    )
    #expect(first.entries == second.entries)
  }
}
