import FleetTestSupport
import Foundation
import Testing

/// What install.sh knows of the machine that it finds.
@Suite struct InstallHistoryTests {
  private static let spec =
    Specs.single("", model: ", file: m.gguf")
    .replacing("memory: 32 GB}", with: "memory: 32 GB, runs: [prometheus]}")
  private static let site = "etc/nginx/conf.d/fleetc.conf"
  private static let scrapes = "etc/prometheus/prometheus.yml"

  private func root() throws -> UnitRoot { try UnitRoot.node(try Fleet(Self.spec)) }

  private func exists(_ path: String, in root: UnitRoot) -> Bool {
    FileManager.default.fileExists(atPath: root.folder.file(path).path)
  }

  @Test func filesOfAnotherNodeAreRefused() throws {
    let root = try root()
    #expect(try root.install().status == 0)
    let before = try root.state().contents
    let other = Self.spec.replacing("box", with: "pc")
    try root.copy(try Fleet(other), "pc")
    let refused = try root.install()
    #expect(refused.status == 1)
    #expect(
      refused.errors.contains(
        "this machine is box of one, and these are files of pc of one (--replace-node"))
    #expect(try root.install("--uninstall").status == 1)
    #expect(try root.state().contents == before)
    let replaced = try root.install("--replace-node")
    #expect(replaced.status == 0, "\(replaced.errors)")
    #expect(try root.text("var/lib/fleetc/install.list").hasPrefix("# pc of one\n"))
    #expect(try root.install().status == 0)
  }

  @Test func aFileThatStoodThereIsKeptAndPutBack() throws {
    let root = try root()
    try root.folder.write("tended: true\n", to: Self.scrapes, mode: 0o640)
    let result = try root.install()
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("keep /\(Self.scrapes) as /\(Self.scrapes).before-fleetc\n"))
    #expect(try root.text("\(Self.scrapes).before-fleetc") == "tended: true\n")
    // A file of an earlier install is no such file.
    try root.copy(try Fleet(Self.spec.replacing("memory: 32 GB,", with: "memory: 64 GB,")))
    #expect(try root.install().status == 0)
    try root.copy(try Fleet(Self.spec.replacing(", runs: [prometheus]", with: "")))
    let later = try root.install()
    #expect(later.status == 0, "\(later.errors)")
    #expect(later.output.contains("put back /\(Self.scrapes) as it was before\n"))
    #expect(try root.text(Self.scrapes) == "tended: true\n")
    #expect(
      try root.state().contents.entries[Self.scrapes]
        == .file(Data("tended: true\n".utf8), mode: 0o640))
    #expect(!exists("\(Self.scrapes).before-fleetc", in: root))
  }

  @Test func anOlderCopyIsNeverOverwritten() throws {
    let root = try root()
    try root.folder.write("second\n", to: Self.site)
    try root.folder.write("first\n", to: "\(Self.site).before-fleetc")
    let result = try root.install()
    #expect(result.errors.contains("/\(Self.site).before-fleetc is an older copy and stays"))
    #expect(try root.text("\(Self.site).before-fleetc") == "first\n")
  }

  @Test func uninstallingLeavesTheMachineAsItWas() throws {
    let root = try root()
    try root.folder.write("tended: true\n", to: Self.scrapes)
    let before = try root.state().contents
    #expect(try root.install("--uninstall").output.hasPrefix("nothing is installed here"))
    #expect(try root.install().status == 0)
    #expect(try root.install("--uninstall", "--dry-run").status == 0)
    #expect(exists(Self.site, in: root))
    let result = try root.install("--uninstall")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("stop and disable fleetc-one.service\n"))
    // What has run leaves its user and the folders that it may have written.
    let left = try root.state().contents.paths.filter { path in
      !before.paths.contains(path) && !["var/", "srv/"].contains { path.hasPrefix($0) }
    }
    #expect(Set(left).isSubset(of: accounts), "\(left)")
    #expect(Set(before.paths).isSubset(of: try root.state().contents.paths))
  }

  private let accounts: Set = [
    "etc/passwd", "etc/group", "etc/shadow", "etc/gshadow", "etc/passwd-", "etc/group-",
    "etc/shadow-", "etc/gshadow-", "etc/.pwd.lock", "etc/systemd/system/multi-user.target.wants",
    // Prometheus goes on with what stood there before.
    "etc/systemd/system/multi-user.target.wants/prometheus.service", "etc/nginx/conf.d",
    "etc/sysctl.d", "usr/lib/sysusers.d", "usr/lib/tmpfiles.d",
  ]

  /// An interruption between two files, as systemd-sysusers' failing makes one.
  @Test func whatAnInterruptedRunBroughtIsKnown() throws {
    let root = try root()
    let lock = root.folder.file("etc/.pwd.lock")
    try FileManager.default.createDirectory(at: lock, withIntermediateDirectories: true)
    #expect(try root.install().status != 0)
    #expect(!exists("var/lib/fleetc/install.list", in: root))
    let noted = try root.text("var/lib/fleetc/install.pending").split(separator: "\n")
    #expect(noted.first == "# box of one" && noted.contains("etc/fleetc/one/launch.sh"))
    try FileManager.default.removeItem(at: lock)
    let renamed = Self.spec.replacing("{one:", with: "{two:").replacing("[one]", with: "[two]")
    try root.copy(try Fleet(renamed))
    let result = try root.install()
    #expect(result.status == 0, "\(result.errors)")
    let paths = try root.state().contents.paths
    #expect(paths.filter { $0.contains("fleetc-one") || $0.contains("before-fleetc") } == [])
    #expect(!paths.contains("var/lib/fleetc/install.pending"))
  }

  @Test func missingProgramsAreAllowedToBeMissing() throws {
    let root = try UnitRoot.node(try Fleet(Specs.homelab))
    for path in ["usr/local/bin/ollama", "etc/systemd/system/ollama.service", "usr/sbin/nginx"] {
      try FileManager.default.removeItem(at: root.folder.file(path))
    }
    #expect(try root.install().errors.contains("3 things are missing"))
    let result = try root.install("--allow-missing")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("not enabled, for it is not there: ollama.service\n"))
    #expect(exists("etc/fleetc/small-box/launch.sh", in: root))
  }

  @Test func theBuildThatIsNamedDrivesTheCards() throws {
    let fleet = try Fleet(Specs.lab)
    for (node, option) in [
      ("nvidia", " -DGGML_CUDA=ON &&"), ("amd", " -DGGML_HIP=ON &&"),
      ("arc", " -DGGML_VULKAN=ON &&"), ("box", "cmake -B build -DBUILD_SHARED_LIBS=OFF &&"),
    ] {
      let script = try fleet.text("install.sh", on: node)
      #expect(script.contains("-DBUILD_SHARED_LIBS=OFF") && script.contains(option), "\(node)")
    }
  }
}
