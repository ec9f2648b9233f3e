import FleetFormats
import FleetTestSupport
import FleetValues
import Foundation
import Testing

/// What install.sh asks the node's own programs before it switches anything. Its
/// script is made to list files that no spec gives rise to.
@Suite struct InstallChecksTests {
  /// A node's root and, beside the script of a compiled node, some more files.
  private func node(_ more: [String: String]) throws -> TemporaryFolder {
    let root = try UnitRoot().folder
    try root.write(
      "pid \(root.path)/nginx.pid;\nerror_log \(root.path)/error.log;\nevents {}\n"
        + "http { access_log off; include /etc/nginx/conf.d/*.conf; }\n", to: "etc/nginx/nginx.conf"
    )
    try root.write("", to: "etc/nginx/conf.d/old.conf")
    let fleet = try Fleet(Specs.single("", model: ", file: m.gguf"))
    try fleet.write("box", to: root, below: "copies/")
    try root.write("", to: "srv/models/m.gguf")
    var script = try fleet.text("install.sh", on: "box")
    for (path, text) in more {
      try root.write(text, to: "copies/\(path)")
      let entry = "  0644 \(SHA256.hex(of: Array(text.utf8))) \(path)\n"
      script = script.replacing("files=(\n", with: "files=(\n\(entry)")
    }
    try root.write(script, to: "copies/install.sh", mode: 0o755)
    return root
  }

  private func install(_ root: TemporaryFolder) throws -> Tool.Result {
    try Tool("bash", from: .debian("bash")).run(
      [root.file("copies/install.sh").path, "--root", root.path])
  }

  private func isUntouched(_ root: TemporaryFolder) -> Bool {
    !FileManager.default.fileExists(atPath: root.file("etc/fleetc").path)
      && !FileManager.default.fileExists(atPath: root.file("var").path)
  }

  @Test func nginxRefusesBeforeAnythingIsSwitched() throws {
    _ = try Tool("nginx", from: .debian("nginx"))
    let root = try node(["etc/nginx/conf.d/more.conf": "server { listen 80; nonsense on; }\n"])
    let result = try install(root)
    #expect(result.status == 1)
    #expect(result.errors.contains("nginx does not take its files, and nothing was changed"))
    #expect(result.errors.contains("\"nonsense\" in /etc/nginx/conf.d/more.conf:1"))
    #expect(isUntouched(root))
  }

  @Test func nginxTakesGoodFiles() throws {
    _ = try Tool("nginx", from: .debian("nginx"))
    let root = try node([
      "etc/nginx/conf.d/more.conf": "include /etc/nginx/more/*.conf;\n",
      "etc/nginx/more/a.conf": "server { listen 127.0.0.1:8099; return 204; }\n",
    ])
    let result = try install(root)
    #expect(result.status == 0, "\(result.errors)")
    #expect(FileManager.default.fileExists(atPath: root.file("etc/nginx/more/a.conf").path))
  }

  @Test(arguments: ["Restart=sometimes", "Unknown=x", "ExecStart=\nExecStart=/absent/program"])
  func systemdRefusesBeforeAnythingIsSwitched(_ line: String) throws {
    let unit = "[Service]\nExecStart=/bin/true\nType=oneshot\n\(line)\n"
    let root = try node(["etc/systemd/system/fleetc-bad.service": unit])
    let result = try install(root)
    #expect(result.status == 1)
    #expect(result.errors.contains("systemd does not take these units, and nothing was changed"))
    #expect(result.errors.contains("fleetc-bad.service"))
    #expect(isUntouched(root))
  }

  @Test func prometheusRefusesBeforeAnythingIsSwitched() throws {
    _ = try Tool("promtool", from: .debian("prometheus"))
    let root = try node(["etc/prometheus/prometheus.yml": "scrape_configs: 1\n"])
    let result = try install(root)
    #expect(result.status == 1)
    #expect(result.errors.contains("Prometheus does not take its files, and nothing was changed"))
    #expect(isUntouched(root))
  }
}
