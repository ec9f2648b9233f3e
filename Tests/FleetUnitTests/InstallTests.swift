import FleetFormats
import FleetTestSupport
import FleetValues
import Foundation
import Testing

@Suite struct InstallTests {
  private static let spec = Specs.single(", flags: {lora: y}", model: ", file: m.gguf")

  @Test(arguments: ["nvidia", "amd", "arc", "box"]) func itInstalls(_ name: String) throws {
    let fleet = try Fleet(Specs.lab)
    let root = try UnitRoot.node(fleet, name)
    try root.folder.write("", to: "home/alice/models/q 3.gguf")
    if name == "arc" {
      try root.folder.write(
        "root:x:0:0::/root:/bin/sh\nalice:x:1000:1000::/home/alice:/bin/sh\n", to: "etc/passwd")
    }
    let result = try root.install()
    #expect(result.status == 0, "\(result.errors)")
    let installed = try root.state().contents
    for file in fleet.files(of: name) where file.path != "install.sh" {
      let expected = FolderContents.Entry.file(Data(file.contents.text.utf8), mode: file.mode)
      #expect(installed.entries[file.path] == expected, "\(file.path)")
    }
    let wanted = "etc/systemd/system/multi-user.target.wants/"
    for file in fleet.files(of: name) where file.path.hasSuffix(".service") {
      let unit = file.path.split(separator: "/").last ?? ""
      #expect(installed.entries["\(wanted)\(unit)"] == .link("/\(file.path)"))
    }
    #expect(!installed.paths.contains("install.sh"))
  }

  @Test func aSecondInstallChangesNothing() throws {
    let root = try UnitRoot.node(try Fleet(Self.spec))
    #expect(try root.install().status == 0)
    let before = try root.state()
    let result = try root.install()
    #expect(result.status == 0 && result.output == "", "\(result.output)\(result.errors)")
    let after = try root.state()
    #expect(after.contents == before.contents)
    #expect(after.times == before.times)
  }

  @Test func aTemporaryFolderMayHaveAnyName() throws {
    let root = try UnitRoot.node(try Fleet(Self.spec))
    let folder = root.folder.file("a b&c|d")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    let command = [
      "TMPDIR=\(folder.path)", "bash", root.folder.file("\(UnitRoot.prefix)install.sh").path,
      "--root", root.folder.path,
    ]
    let result = try Tool("env", from: .debian("coreutils")).run(command)
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test func aDryRunChangesNothing() throws {
    let root = try UnitRoot.node(try Fleet(Self.spec))
    let before = try root.state()
    let result = try root.install("--dry-run")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("would write /etc/fleetc/one/launch.sh\n"))
    #expect(result.output.contains("would enable fleetc-one.service\n"))
    let after = try root.state()
    #expect(after.contents == before.contents && after.times == before.times)
  }

  /// Also what an earlier build left in the folder of the copies stays out.
  @Test func whatTheSpecNoLongerHasGoes() throws {
    let root = try UnitRoot.node(try Fleet(Self.spec))
    #expect(try root.install().status == 0)
    let renamed = Self.spec.replacing("{one:", with: "{two:").replacing("[one]", with: "[two]")
    try root.copy(try Fleet(renamed))
    let result = try root.install()
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("stop and disable fleetc-one.service\n"))
    let paths = try root.state().contents.paths
    #expect(paths.filter { $0.contains("one") } == [])
    #expect(paths.contains("etc/fleetc/two/launch.sh"))
  }

  @Test func whatIsMissingIsNamedAndNothingIsChanged() throws {
    let root = try UnitRoot.node(try Fleet(Self.spec))
    for path in ["srv/models/m.gguf", "usr/local/bin/llama-server"] {
      try FileManager.default.removeItem(at: root.folder.file(path))
    }
    let before = try root.state()
    let result = try root.install()
    #expect(result.status == 1)
    #expect(result.errors.contains("missing: the model file /srv/models/m.gguf\n"))
    #expect(result.errors.contains("install -D -m 0644 FILE /srv/models/m.gguf\n"))
    #expect(result.errors.contains("missing: /usr/local/bin/llama-server\n"))
    #expect(result.errors.contains("2 things are missing and nothing was changed"))
    #expect(try root.state().contents == before.contents)
    #expect(try root.install("--allow-missing").status == 0)
  }

  @Test func aHostileModelFileIsNamedAsItIs() throws {
    let file = "a'b $(id) \"c\".gguf"
    let spec = Specs.single("", model: ", file: \(quoted(file))")
    let result = try UnitRoot.node(try Fleet(spec)).install()
    #expect(result.status == 1)
    #expect(result.errors.contains("missing: the model file /srv/models/\(file)\n"))
  }

  @Test func aFileThatIsNotAsBuiltStopsIt() throws {
    let root = try UnitRoot.node(try Fleet(Self.spec))
    let before = try root.state()
    try root.folder.write("exit 0\n", to: UnitRoot.prefix + "etc/fleetc/one/check.sh")
    let result = try root.install()
    #expect(result.status == 1)
    #expect(result.errors.contains("etc/fleetc/one/check.sh is not as it was built"))
    #expect(try root.state().contents == before.contents)
  }

  /// rsync without `-p` keeps no modes, so that they are the script's to know.
  @Test func modesAreTheBuilds() throws {
    let root = try UnitRoot.node(try Fleet(Self.spec))
    let launch = root.folder.file(UnitRoot.prefix + "etc/fleetc/one/launch.sh").path
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: launch)
    #expect(try root.install().status == 0)
    guard case .file(_, let mode) = try root.state().contents.entries["etc/fleetc/one/launch.sh"]
    else {
      Issue.record("launch.sh was not installed")
      return
    }
    #expect(mode == 0o755)
  }
}
