import FleetTestSupport
import Foundation

/// A node's root folder, with what its files need and its files beside install.sh.
extension UnitRoot {
  static let prefix = "root/fleetc/"
  private static let nginx = "etc/nginx/nginx.conf"

  static func node(_ fleet: Fleet, _ name: String = "box") throws -> UnitRoot {
    let root = try UnitRoot()
    try root.folder.write(
      "root:x:0:0::/root:/bin/sh\nollama:x:997:997::/usr/share/ollama:/bin/false\n",
      to: "etc/passwd")
    try root.folder.write("root:x:0:\nollama:x:997:\n", to: "etc/group")
    try root.folder.write("events {}\nhttp { include /etc/nginx/conf.d/*.conf; }\n", to: nginx)
    try root.folder.write("", to: "srv/models/m.gguf")
    try root.folder.write("", to: "srv/models/q 3.gguf")
    try root.copy(fleet, name)
    return root
  }

  func copy(_ fleet: Fleet, _ name: String = "box") throws {
    try fleet.write(name, to: folder, below: Self.prefix)
  }

  func install(_ options: String...) throws -> Tool.Result {
    try Tool("bash", from: .debian("bash")).run(
      [folder.file(Self.prefix + "install.sh").path, "--root", folder.path] + options)
  }

  func text(_ path: String) throws -> String {
    try String(contentsOf: folder.file(path), encoding: .utf8)
  }

  /// The node without what was copied to it, and when each part was changed.
  func state() throws -> (contents: FolderContents, times: [String: Date]) {
    let all = try FolderContents(of: folder.url).entries
    let installed = FolderContents(entries: all.filter { !$0.key.hasPrefix(Self.prefix) })
    let paths = FileManager.default.subpaths(atPath: folder.path) ?? []
    var times: [String: Date] = [:]
    for path in paths where !path.hasPrefix("root") {
      times[path] =
        try FileManager.default.attributesOfItem(atPath: folder.file(path).path)[
          .modificationDate] as? Date
    }
    return (installed, times)
  }
}
