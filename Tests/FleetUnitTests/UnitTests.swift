import FleetFormats
import FleetTestSupport
import FleetValues
import Foundation
import Testing

@Suite struct UnitTests {
  @Test(arguments: [Specs.homelab, Specs.lab, Specs.single("")])
  func systemdHasNothingToSay(_ spec: String) throws {
    let fleet = try Fleet(spec)
    let nodes = Set(fleet.files(ending: "").compactMap { $0.node?.text })
    for node in nodes {
      let root = try UnitRoot()
      try fleet.write(node, to: root.folder)
      let units = fleet.files(of: node).map(\.path).filter { $0.hasSuffix(".service") }
        .map { $0.replacing("etc/systemd/system/", with: "") }
      let dropIns = fleet.files(of: node).contains { $0.path.contains("ollama.service.d") }
      #expect(units.count >= 1)
      let complaints = try root.complaints(of: units + (dropIns ? ["ollama.service"] : []))
      #expect(complaints == "", "\(node)")
    }
  }

  private static func units(_ spec: String) throws -> [Artifact] {
    let fleet = try Fleet(spec)
    return fleet.files(ending: ".service") + fleet.files(ending: "50-fleetc.conf")
  }

  @Test func orderIsRight() throws {
    for unit in try Self.units(Specs.lab) {
      let text = unit.contents.text
      #expect(!text.contains("graphical.target"))
      let waits = text.contains("After=network-online.target")
      #expect(waits == text.contains("Wants=network-online.target"), "\(unit.outputPath)")
    }
  }

  /// Five starts that each fail as late as they can are within the interval.
  @Test(arguments: [Specs.homelab, Specs.lab]) func startLimitsAreReached(_ spec: String) throws {
    for unit in try Self.units(spec) {
      let text = unit.contents.text
      let sections = text.split(separator: "[Service]", maxSplits: 1)
      #expect(sections[0].contains("StartLimitBurst=5"), "\(unit.outputPath)")
      let interval = try #require(number("StartLimitIntervalSec", in: sections[0]))
      let restart = number("RestartSec", in: sections[1]) ?? 3
      let late = number("TimeoutStartSec", in: sections[1]) ?? 2
      #expect(5 * (restart + late + (number("TimeoutStopSec", in: sections[1]) ?? 0)) < interval)
    }
  }

  @Test func cardsAreAllowedAndChecked() throws {
    let fleet = try Fleet(Specs.lab)
    let unit = { (node: String, name: String) in
      try fleet.text("etc/systemd/system/fleetc-\(name).service", on: node)
    }
    for (node, name, devices) in [
      ("nvidia", "chat-nvidia", ["char-nvidia* rw"]),
      ("amd", "chat-amd", ["char-kfd rw", "char-drm rw"]),
      ("arc", "chat-arc", ["char-drm rw", "char-nvidia* rw"]), ("box", "chat-box", []),
    ] {
      let lines = try unit(node, name).split(separator: "\n").map(String.init)
      let allowed = lines.filter { $0.hasPrefix("DeviceAllow=") }
      #expect(allowed == devices.map { "DeviceAllow=\($0)" }, "\(name)")
      #expect(lines.contains("DevicePolicy=closed") == !devices.isEmpty)
      #expect(lines.contains("PrivateDevices=\(devices.isEmpty ? "true" : "false")"))
      #expect(lines.contains("ExecStartPre=/etc/fleetc/\(name)/check.sh"))
      #expect(!lines.contains { $0.hasPrefix("ProtectClock") })
    }
    #expect(try unit("amd", "chat-amd").contains("ExecStartPre=+-/bin/chgrp render /dev/kfd\n"))
    #expect(try unit("arc", "chat-arc").contains("ProtectHome=read-only\n"))
    #expect(try unit("arc", "chat-arc").contains("User=alice\n"))
  }

  @Test func ollamaIsSetByADropIn() throws {
    let fleet = try Fleet(Specs.homelab)
    for node in ["pc", "box"] {
      #expect(!fleet.files(of: node).contains { $0.path.hasSuffix("system/ollama.service") })
      let text = try fleet.text(
        "etc/systemd/system/ollama.service.d/50-fleetc.conf", on: node)
      #expect(text.contains("Environment=LLAMA_ARG_CACHE_RAM=\"0\"\n"))
      #expect(text.contains("/check.sh") == (node == "pc"))
    }
    let second = try Fleet(Specs.lab).text("etc/systemd/system/ollama-11500.service", on: "nvidia")
    #expect(second.contains("Environment=OLLAMA_HOST=\"192.168.1.10:11500\"\n"))
    #expect(second.contains("OLLAMA_MODELS=\"/var/lib/fleetc/ollama-11500/models\"\n"))
    #expect(second.contains("\nExecStart=/usr/local/bin/ollama serve\n"))
  }

  private func number(_ key: String, in text: Substring) -> Int? {
    text.split(separator: "\n").first { $0.hasPrefix("\(key)=") }
      .flatMap { Int($0.dropFirst(key.count + 1)) }
  }
}
