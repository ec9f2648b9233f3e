import FleetTestSupport
import Foundation
import Testing

/// Units, drop-ins, users and folders, as systemd's programs read them.
@Suite struct SystemdValidityTests {
  private static let units = "etc/systemd/system/"

  @Test(arguments: try GoldenNode.having(units)) func systemdTakesEveryUnit(
    _ node: GoldenNode
  ) throws {
    let root = try UnitRoot()
    try node.write(to: root.folder)
    // A drop-in is judged with the unit that it is for.
    let units = node.paths(below: Self.units).map { path in
      let name = path.dropFirst(Self.units.count).prefix { $0 != "/" }
      return String(name.hasSuffix(".d") ? name.dropLast(2) : name)
    }
    #expect(try root.complaints(of: Set(units).sorted()) == "")
  }

  @Test(arguments: try GoldenNode.having("usr/lib/")) func usersAndFoldersAreMade(
    _ node: GoldenNode
  ) throws {
    let root = try TemporaryFolder()
    try node.write(below: "usr/lib/", to: root)
    // What a machine has before: root, and the user of Ollama's own installer.
    try root.write("root:x:0:0::/root:/bin/sh\nollama:x:9:9::/:/bin/sh\n", to: "etc/passwd")
    try root.write("root:x:0:\nollama:x:9:\nrender:x:7:\nvideo:x:8:\n", to: "etc/group")
    // In a namespace of its own a test may write what belongs to root.
    let unshare = try Tool("unshare", from: .debian("util-linux"))
    let users = try unshare.run(["-r", "systemd-sysusers", "--root=\(root.path)"])
    #expect(users.status == 0, "\(users.errors)")
    let complaints = users.errors.split(separator: "\n").filter { !$0.hasPrefix("Creating ") }
    #expect(complaints == [])
    // Cleaning reads every line, looks up every owner, and needs no right to give
    // a folder away.
    let folders = try unshare.run(["-r", "systemd-tmpfiles", "--root=\(root.path)", "--clean"])
    #expect(folders.status == 0 && folders.errors == "", "\(folders.errors)")
  }
}
