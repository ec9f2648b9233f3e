import FleetCompiler
import FleetDiagnostics
import FleetPlan
import FleetTestSupport
import FleetValues
import Foundation
import Testing

@Suite struct LaunchTests {
  private static let spec = Specs.single(
    ", parallel: 2, kv: q8_0, flags: {reasoning-format: none, verbose: true, lora: [a b, \"c'd\"]}",
    model: ", file: m.gguf")

  @Test func theServerGetsThePlansArguments() throws {
    let run = try ServerRun(Self.spec)
    try run.folder.write("", to: "models/m.gguf")
    #expect(try run.launch().status == 0)
    let analysis = Compiler().analyse(SourceFile(path: "cluster.yaml", text: Self.spec))
    let plan = DeploymentPlan(lowering: try #require(analysis.cluster))
    let server = try #require(plan.nodes.first?.servers.first)
    let words = server.arguments.flatMap(\.words)
      .map { $0.replacing("/srv/models", with: "\(run.folder.path)/models") }
    #expect(words.count > 20)
    #expect(try run.arguments() == words)
  }

  @Test func byHandItChecksFirst() throws {
    let run = try ServerRun(Self.spec)
    let result = try run.launch()
    #expect(result.status == 1)
    #expect(result.errors.contains("the model file \(run.folder.path)/models/m.gguf is missing"))
    #expect(!FileManager.default.fileExists(atPath: run.folder.file("llama-server.arguments").path))
  }

  /// A person's shell may hold another choice of cards; the unit's is the spec's.
  @Test func byHandItTakesTheSpecsVariables() throws {
    let port = "port: 9000"
    let run = try ServerRun(
      Self.spec.replacing(port, with: "\(port), environment: {A: b}"))
    try run.folder.write("", to: "models/m.gguf")
    #expect(try run.launch(["A": "mine"]).status == 0)
    #expect(try run.environment().contains("A=b"))
    #expect(try run.launch(["A": "mine", "FLEETC_DEPLOYMENT": "one"]).status == 0)
    #expect(try run.environment().contains("A=mine"))
  }

  @Test func cardsAreLookedFor() throws {
    let fleet = try Fleet(Specs.lab)
    for (node, name, devices) in [
      ("nvidia", "chat-nvidia", ["nvidiactl", "nvidia-uvm", "nvidia0", "nvidia1"]),
      ("amd", "chat-amd", ["kfd", "dri/renderD128"]), ("arc", "chat-arc", ["dri/renderD128"]),
    ] {
      let folder = try TemporaryFolder()
      let text = try fleet.text("etc/fleetc/\(name)/check.sh", on: node)
        .replacing("/srv/models", with: folder.path)
        .replacing("/home/alice/models", with: folder.path)
      try folder.write(text, to: "check.sh", mode: 0o755)
      try folder.write("", to: "q 3.gguf")
      let bash = try Tool("bash", from: .debian("bash"))
      let words = [folder.file("check.sh").path, folder.file("dev").path]
      for device in devices {
        let result = try bash.run(words)
        #expect(result.status == 1 && result.errors.hasPrefix("fleetc: the d"), "\(name)")
        try folder.write("", to: "dev/\(device)")
      }
      let result = try bash.run(words)
      #expect(result.status == 0 && result.errors == "", "\(name): \(result.errors)")
    }
  }
}
