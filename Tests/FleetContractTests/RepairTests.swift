import FleetCompiler
import FleetDiagnostics
import Testing

/// A way out that a finding about memory names is one.
@Suite struct RepairTests {
  @Test(arguments: [
    (engine: "llama.cpp", context: "8k", quantization: "F16"),
    (engine: "llama.cpp", context: "128k", quantization: "Q4_K_M"),
    (engine: "ollama", context: "64k", quantization: "Q4_K_M"),
  ])
  func eachSettingMakesItFit(
    _ written: (engine: String, context: String, quantization: String)
  ) throws {
    func spec(_ settings: [String: String]) -> SourceFile {
      let setting = { (key: String, standard: String) in settings[key] ?? standard }
      let cpu = settings["cpu"].map { ", cpu: \($0)" } ?? ""
      return SourceFile(
        path: "cluster.yaml",
        text: """
          fleetc: 1
          cluster: home
          nodes: {box: {address: 192.168.1.10, memory: 64 GB, accelerators: rtx-3050-8gb}}
          gateway: box
          models:
            m: {architecture: llama-3.1-8b, ollama: "m",
              quantization: \(setting("quantization", written.quantization))}
          deployments:
            d: {model: m, engine: \(written.engine), kv: \(setting("kv", "f16")),
              context: \(setting("context", written.context))\(cpu)}
          routes: {chat: {targets: [d]}}

          """)
    }
    func findings(_ settings: [String: String]) -> [Diagnostic] {
      Compiler().compile(spec(settings)).analysis.diagnostics.filter {
        $0.isError || $0.descriptor.name == "memory-unproven"
      }
    }
    let before = findings([:])
    #expect(before.map(\.descriptor.name) == ["model-exceeds-memory"])
    let help = try #require(before.first?.help.first)
    let settings = help.split(separator: "`").enumerated().filter { $0.offset % 2 == 1 }
      .map(\.element)
    #expect(settings.count > 1, "\(help)")
    for setting in settings {
      let parts = setting.split(separator: ": ", maxSplits: 1).map(String.init)
      #expect(findings([parts[0]: parts[1]]).map(\.message) == [], "with \(setting)")
    }
  }
}
