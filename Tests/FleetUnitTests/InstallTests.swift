import FleetFormats
import FleetTestSupport
import FleetValues
import Foundation
import Testing

@Suite struct InstallTests {
  private static let spec = Specs.single(", flags: {x: y}", model: ", file: m.gguf")
  private static let prefix = "root/fleetc/"

  /// A node's root folder with what its files need, and its files beside install.sh.
  private func node(_ fleet: Fleet, _ name: String = "box") throws -> UnitRoot {
    let root = try UnitRoot()
    try root.folder.write(
      "root:x:0:0::/root:/bin/sh\nollama:x:997:997::/usr/share/ollama:/bin/false\n",
      to: "etc/passwd")
    try root.folder.write("root:x:0:\nollama:x:997:\n", to: "etc/group")
    try root.folder.write("events {}\nhttp { include /etc/nginx/conf.d/*.conf; }\n", to: nginx)
    try root.folder.write("", to: "srv/models/m.gguf")
    try root.folder.write("", to: "srv/models/q 3.gguf")
    try copy(fleet, name, to: root)
    return root
  }

  private let nginx = "etc/nginx/nginx.conf"

  private func copy(_ fleet: Fleet, _ name: String, to root: UnitRoot) throws {
    try fleet.write(name, to: root.folder, below: Self.prefix)
  }

  private func install(_ root: UnitRoot, _ options: String...) throws -> Tool.Result {
    try Tool("bash", from: .debian("bash")).run(
      [root.folder.file(Self.prefix + "install.sh").path, "--root", root.folder.path] + options)
  }

  /// The node without what was copied to it, and when each part was changed.
  private func state(_ root: UnitRoot) throws -> (contents: FolderContents, times: [String: Date]) {
    let all = try FolderContents(of: root.folder.url).entries
    let installed = FolderContents(entries: all.filter { !$0.key.hasPrefix(Self.prefix) })
    let paths = FileManager.default.subpaths(atPath: root.folder.path) ?? []
    var times: [String: Date] = [:]
    for path in paths where !path.hasPrefix("root") {
      times[path] =
        try FileManager.default.attributesOfItem(atPath: root.folder.file(path).path)[
          .modificationDate] as? Date
    }
    return (installed, times)
  }

  @Test(arguments: ["nvidia", "amd", "arc", "box"]) func itInstalls(_ name: String) throws {
    let fleet = try Fleet(Specs.lab)
    let root = try node(fleet, name)
    try root.folder.write("", to: "home/alice/models/q 3.gguf")
    if name == "arc" {
      try root.folder.write(
        "root:x:0:0::/root:/bin/sh\nalice:x:1000:1000::/home/alice:/bin/sh\n", to: "etc/passwd")
    }
    let result = try install(root)
    #expect(result.status == 0, "\(result.errors)")
    let installed = try state(root).contents
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
    let root = try node(try Fleet(Self.spec))
    #expect(try install(root).status == 0)
    let before = try state(root)
    let result = try install(root)
    #expect(result.status == 0 && result.output == "", "\(result.output)\(result.errors)")
    let after = try state(root)
    #expect(after.contents == before.contents)
    #expect(after.times == before.times)
  }

  @Test func aDryRunChangesNothing() throws {
    let root = try node(try Fleet(Self.spec))
    let before = try state(root)
    let result = try install(root, "--dry-run")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("would write /etc/fleetc/one/launch.sh\n"))
    #expect(result.output.contains("would enable fleetc-one.service\n"))
    let after = try state(root)
    #expect(after.contents == before.contents && after.times == before.times)
  }

  /// Also what an earlier build left in the folder of the copies stays out.
  @Test func whatTheSpecNoLongerHasGoes() throws {
    let root = try node(try Fleet(Self.spec))
    #expect(try install(root).status == 0)
    let renamed = Self.spec.replacing("{one:", with: "{two:").replacing("[one]", with: "[two]")
    try copy(try Fleet(renamed), "box", to: root)
    let result = try install(root)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("stop and disable fleetc-one.service\n"))
    let paths = try state(root).contents.paths
    #expect(paths.filter { $0.contains("one") } == [])
    #expect(paths.contains("etc/fleetc/two/launch.sh"))
  }

  @Test func whatIsMissingIsNamedAndNothingIsChanged() throws {
    let root = try node(try Fleet(Self.spec))
    for path in ["srv/models/m.gguf", "usr/local/bin/llama-server"] {
      try FileManager.default.removeItem(at: root.folder.file(path))
    }
    let before = try state(root)
    let result = try install(root)
    #expect(result.status == 1)
    #expect(result.errors.contains("missing: the model file /srv/models/m.gguf\n"))
    #expect(result.errors.contains("install -D -m 0644 FILE /srv/models/m.gguf\n"))
    #expect(result.errors.contains("missing: /usr/local/bin/llama-server\n"))
    #expect(result.errors.contains("2 things are missing and nothing was changed"))
    #expect(try state(root).contents == before.contents)
    #expect(try install(root, "--allow-missing").status == 0)
  }

  @Test func aHostileModelFileIsNamedAsItIs() throws {
    let file = "a'b $(id) \"c\".gguf"
    let spec = Specs.single("", model: ", file: \(quoted(file))")
    let result = try install(try node(try Fleet(spec)))
    #expect(result.status == 1)
    #expect(result.errors.contains("missing: the model file /srv/models/\(file)\n"))
  }

  @Test func aFileThatIsNotAsBuiltStopsIt() throws {
    let root = try node(try Fleet(Self.spec))
    let before = try state(root)
    try root.folder.write("exit 0\n", to: Self.prefix + "etc/fleetc/one/check.sh")
    let result = try install(root)
    #expect(result.status == 1)
    #expect(result.errors.contains("etc/fleetc/one/check.sh is not as it was built"))
    #expect(try state(root).contents == before.contents)
  }

  /// rsync without `-p` keeps no modes, so that they are the script's to know.
  @Test func modesAreTheBuilds() throws {
    let root = try node(try Fleet(Self.spec))
    let launch = root.folder.file(Self.prefix + "etc/fleetc/one/launch.sh").path
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: launch)
    #expect(try install(root).status == 0)
    guard case .file(_, let mode) = try state(root).contents.entries["etc/fleetc/one/launch.sh"]
    else {
      Issue.record("launch.sh was not installed")
      return
    }
    #expect(mode == 0o755)
  }
}
