import FleetFormats
import FleetTestSupport
import Foundation
import Testing

@Suite struct ScriptTests {
  @Test(arguments: [Specs.homelab, Specs.lab, Specs.single("")])
  func shellsAndShellcheckTakeEveryScript(_ spec: String) throws {
    let scripts = try Fleet(spec).files(ending: ".sh")
    #expect(scripts.count >= 3)
    let bash = try Tool("bash", from: .debian("bash"))
    let shellcheck = try Tool("shellcheck", from: .debian("shellcheck"))
    for script in scripts {
      let input = Data(script.contents.bytes)
      let parsed = try bash.run(["-n"], input: input)
      #expect(parsed.status == 0 && parsed.errors == "", "\(script.outputPath): \(parsed.errors)")
      let checked = try shellcheck.run(["-S", "warning", "-f", "gcc", "-"], input: input)
      #expect(checked.status == 0, "\(script.outputPath): \(checked.output)")
      #expect(script.mode == 0o755, "\(script.outputPath)")
    }
  }

  @Test func filesSayWhereTheyComeFrom() throws {
    let fleet = try Fleet(Specs.lab)
    let header =
      "# Written by fleetc from cluster.yaml, deployments.chat-nvidia. Edit that instead."
    let folder = "etc/fleetc/chat-nvidia"
    let own = ["launch.sh", "check.sh", "ready.sh", "env"].map { "\(folder)/\($0)" }
    for path in own + ["etc/systemd/system/fleetc-chat-nvidia.service"] {
      let lines = try fleet.text(path, on: "nvidia").split(separator: "\n").prefix(2)
      #expect(lines.contains(Substring(header)), "\(path): \(lines)")
    }
  }
}
