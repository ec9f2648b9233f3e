import FleetFormats
import FleetTestSupport
import FleetValues
import Testing

/// Who runs an Ollama daemon, which one it is, and what it may see.
@Suite struct OllamaDaemonTests {
  private static func spec(
    _ deployments: String, node: String = "", names: String = "gpt-4o"
  ) -> String {
    """
    fleetc: 1
    cluster: one
    nodes: {box: {address: 192.168.1.13, memory: 32 GB\(node)}}
    gateway: box
    models: {small: {architecture: llama-3.2-3b, quantization: Q4_K_M, ollama: "llama3.2:3b"}}
    deployments:
      one: {model: small, engine: ollama, context: 8k}
    \(deployments)
    routes: {chat: {targets: [one], names: ["\(names)"]}}

    """
  }

  private static let systemd = "etc/systemd/system"
  private static let second = "  own: {model: small, engine: ollama, context: 4k, port: 11500}"

  private func refusal(of spec: String) -> String {
    do {
      _ = try Fleet(spec)
      return ""
    } catch { return "\(error)" }
  }

  @Test func theNodesUserRunsWhatIsOurs() throws {
    let fleet = try Fleet(Self.spec(Self.second, node: ", user: alice"))
    for unit in ["fleetc-one", "fleetc-own", "ollama-11500"] {
      let text = try fleet.text("\(Self.systemd)/\(unit).service", on: "box")
      #expect(text.contains("\nUser=alice\n"), "\(unit)")
    }
    let dropIn = try fleet.text("\(Self.systemd)/ollama.service.d/50-fleetc.conf", on: "box")
    #expect(!dropIn.contains("User="))
    #expect(try fleet.text("usr/lib/sysusers.d/fleetc.conf", on: "box").contains("\nu alice - "))
    let folders = try fleet.text("usr/lib/tmpfiles.d/fleetc.conf", on: "box")
    #expect(folders.contains("d /var/lib/fleetc/ollama-11500 0750 alice - -\n"))
    let standard = try Fleet(Self.spec(Self.second))
    let unit = try standard.text("\(Self.systemd)/ollama-11500.service", on: "box")
    #expect(unit.contains("\nUser=ollama\n"))
    #expect(!standard.files(of: "box").contains { $0.path.contains("sysusers") })
  }

  @Test func noDriverShowsACard() throws {
    let card = ", accelerators: rtx-3050-8gb"
    let own = "  own: {model: small, engine: ollama, cpu: all, context: 4k, port: 11500}"
    let text = try Fleet(Self.spec(own, node: card))
      .text("\(Self.systemd)/ollama-11500.service", on: "box")
    for driver in ["CUDA", "ROCR", "HIP", "GGML_VK"] {
      #expect(text.contains("Environment=\(driver)_VISIBLE_DEVICES=\"-1\"\n"), "\(driver)")
    }
  }

  @Test func theUsualPortIsTheStandardDaemons() throws {
    let spec = Self.spec("").replacing("context: 8k", with: "context: 8k, port: 11434")
    let paths = try Fleet(spec).files(of: "box").map(\.path)
    #expect(paths.contains("\(Self.systemd)/ollama.service.d/50-fleetc.conf"))
    #expect(!paths.contains("\(Self.systemd)/ollama-11434.service"))
  }

  @Test func aLowPortMayBeBound() throws {
    let more =
      "  own: {model: small, engine: ollama, context: 4k, port: 115}\n"
      + "  server: {model: small, engine: llama.cpp, context: 4k, port: 116}"
    let fleet = try Fleet(Self.spec(more))
    let root = try UnitRoot()
    try fleet.write("box", to: root.folder)
    for unit in ["ollama-115.service", "fleetc-server.service"] {
      let text = try fleet.text("\(Self.systemd)/\(unit)", on: "box")
      #expect(text.contains("\nAmbientCapabilities=CAP_NET_BIND_SERVICE\n"))
      #expect(text.contains("\nCapabilityBoundingSet=CAP_NET_BIND_SERVICE\n"))
      #expect(try root.complaints(of: [unit]) == "")
    }
    let usual = try fleet.text("\(Self.systemd)/fleetc-one.service", on: "box")
    #expect(usual.contains("\nAmbientCapabilities=\n"))
  }

  @Test(arguments: ["listen: 127.0.0.1", "program: /opt/ollama/bin/ollama"])
  func membersOfADaemonAgree(_ field: String) {
    let more = "  two: {model: small, engine: ollama, context: 8k, \(field)}"
    let refused = refusal(of: Self.spec(more, node: ", runs: [prometheus]"))
    let listens = field.hasPrefix("listen")
    #expect(refused.isEmpty == listens, "\(refused)")
    let elsewhere = refusal(of: Self.spec(more.replacing("127.0.0.1", with: "192.168.1.13")))
    #expect(elsewhere.contains("F0407"), "\(elsewhere)")
  }

  @Test(arguments: [
    "a@b", "a+b", "/a", ".a", "a:b:c", "a/", "a//b", "a/b/c/d", "a.b/c", "-a", "a:", "a/.b",
  ])
  func namesThatOllamaRefusesAreRefused(_ name: String) {
    #expect(refusal(of: Self.spec("", names: name)).contains("F0203"))
  }

  @Test(arguments: ["gpt-4o", "team/llama3.2:3b", "registry.io/team/llama:8b-q4_K_M", "_a"])
  func namesThatOllamaTakesPass(_ name: String) {
    #expect(refusal(of: Self.spec("", names: name)) == "")
  }

  @Test func namesOfLlamaCppAreItsOwn() {
    let spec = Self.spec("", names: "a@b+c").replacing("engine: ollama", with: "engine: llama.cpp")
    #expect(refusal(of: spec) == "")
  }

  @Test func prometheusWaitsForTheNetwork() throws {
    let fleet = try Fleet(Self.spec("", node: ", runs: [prometheus]"))
    let path = "\(Self.systemd)/prometheus.service.d/50-fleetc.conf"
    let text = try fleet.text(path, on: "box")
    for line in ["Wants=network-online.target", "After=network-online.target"] {
      #expect(text.contains("\(line)\n"))
    }
    #expect(text.contains("StartLimitIntervalSec=300\nStartLimitBurst=5\n"))
    let root = try UnitRoot()
    try fleet.write("box", to: root.folder)
    #expect(try root.complaints(of: ["prometheus.service"]) == "")
    #expect(!(try fleet.text("install.sh", on: "box").contains("etc/default/prometheus")))
  }
}
