import FleetTestSupport
import Foundation
import Testing

/// The other commands, as people and scripts call them.
@Suite struct CommandTests {
  @Test func theExampleIsWhatItCompilesTo() throws {
    let fleetc = try FleetcProgram()
    let result = try fleetc.run(
      "build", PackageRoot.file("cluster.yaml").path, "--check", "-o",
      PackageRoot.file("out").path)
    #expect(result.status == 0, "\(result.output)\(result.errors)")
  }

  @Test func findingsComeInThreeForms() throws {
    let fleetc = try FleetcProgram()
    try fleetc.write(BaseSpec.box.replacing("8k", with: "8K"))
    let human = try fleetc.run("check")
    #expect(human.status == 1)
    #expect(human.errors.contains("error[F0203]"))
    #expect(human.errors.contains("fleetc: 1 error, no warnings"))
    let short = try fleetc.run("check", "--format", "short")
    #expect(short.output.contains("cluster.yaml:6:"))
    let json = try fleetc.run("check", environment: ["FLEETC_FORMAT": "json"])
    let object = try JSONSerialization.jsonObject(with: json.outputData) as? [String: Any]
    #expect(object?["schema"] as? String == "fleetc/diagnostics.v1")
    let first = (object?["diagnostics"] as? [[String: Any]])?.first
    #expect(first?["code"] as? String == "F0203")
  }

  @Test func colourFollowsTheFlagAndTheEnvironment() throws {
    let fleetc = try FleetcProgram()
    try fleetc.write("fleetc: 2")
    let escape = "\u{1B}["
    #expect(try !fleetc.run("check").errors.contains(escape))
    #expect(try fleetc.run("check", "--color", "always").errors.contains(escape))
    #expect(
      try fleetc.run("check", environment: ["FLEETC_COLOR": "always"]).errors.contains(escape))
  }

  @Test(arguments: [
    ("FLEETC_COLOR", "auto, always, never"), ("FLEETC_FORMAT", "human, short, json"),
  ])
  func aWrongValueInTheEnvironmentIsRefused(_ name: String, _ known: String) throws {
    let fleetc = try FleetcProgram()
    try fleetc.write(BaseSpec.box)
    let result = try fleetc.run("check", environment: [name: "foo"])
    #expect(result.status == 2)
    #expect(result.errors.contains("the value 'foo' of \(name) is none of \(known)"))
    // A flag decides before the variable is looked at.
    let flags = ["check", "--color", "never", "--format", "human"]
    #expect(try fleetc.run(flags, environment: [name: "foo"]).status == 0)
  }

  @Test func strictCountsWarnings() throws {
    let fleetc = try FleetcProgram()
    try fleetc.write(
      BaseSpec.laidOver("box", by: "allow: [{code: memory-tight, reason: measured}]\n"))
    #expect(try fleetc.run("check").status == 0)
    #expect(try fleetc.run("check", "--strict").status == 1)
    #expect(try fleetc.run("build", "--strict").status == 1)
  }

  @Test func explainKnowsCodesAndNames() throws {
    let fleetc = try FleetcProgram()
    let byCode = try fleetc.run("explain", "f0402")
    #expect(byCode.output.hasPrefix("F0402 port-collision (error)"))
    #expect(try fleetc.run("explain", "port-collision").output == byCode.output)
    #expect(try fleetc.run("--explain", "F0402").output == byCode.output)
    let unknown = try fleetc.run("explain", "port-colision")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("did you mean port-collision?"))
  }

  @Test(arguments: [
    "checks", "models", "accelerators", "engines", "programs", "quantizations", "templates",
  ])
  func listsInBothForms(_ kind: String) throws {
    let fleetc = try FleetcProgram()
    let lines = try fleetc.run("list", kind).output.split(separator: "\n")
    let json = try fleetc.run("list", kind, "--format", "json")
    let array = try JSONSerialization.jsonObject(with: json.outputData) as? [[String: String]]
    #expect(lines.count == array?.count)
    #expect(lines.count > 1)
  }

  @Test func listSaysWhyAnEngineCannotBeHad() throws {
    let fleetc = try FleetcProgram()
    let lines = try fleetc.run("list", "engines").output.split(separator: "\n")
    let line = try #require(lines.first { $0.hasPrefix("powerinfer-2 ") })
    #expect(line.contains("cannot be had: it was announced in June 2024, and its code was"))
    let json = try fleetc.run("list", "engines", "--format", "json")
    let array = try JSONSerialization.jsonObject(with: json.outputData) as? [[String: String]]
    let vllm = try #require(array?.first { $0["id"] == "vllm" })
    #expect(vllm["unavailable"] == "" && vllm["version"] == "0.32.0")
  }

  @Test func showsWhatWasWrittenAndWhatWasNot() throws {
    let fleetc = try FleetcProgram()
    try fleetc.write(BaseSpec.box)
    let spec = try fleetc.run("show", "spec").output
    #expect(spec.contains("context: 8192"))
    #expect(spec.contains("# cluster.yaml:6:"))
    #expect(spec.contains("parallel: 1"))
    #expect(spec.contains("# default: the language's default"))
    #expect(try fleetc.run("show", "ports").output.contains("11434"))
    #expect(try fleetc.run("show", "routes").output.contains("llama-box"))
    #expect(try fleetc.run("show", "ledger").output.contains("node:box"))
    for view in ["spec", "ports", "routes"] {
      let json = try fleetc.run("show", view, "--format", "json")
      #expect(try JSONSerialization.jsonObject(with: json.outputData) is [Any])
    }
  }

  @Test func theLedgerIsThereForPrograms() throws {
    let fleetc = try FleetcProgram()
    try fleetc.write(BaseSpec.box)
    let json = try fleetc.run("show", "ledger", "--format", "json")
    let ledger = try #require(
      try JSONSerialization.jsonObject(with: json.outputData) as? [String: Any])
    #expect(ledger["schema"] as? String == "fleetc/ledger.v1")
    let host = try #require((ledger["hosts"] as? [[String: Any]])?.first)
    #expect(host["element"] as? String == "node:box")
    let share = try #require((host["shares"] as? [[String: Any]])?.first)
    #expect(share["owner"] as? String == "engine:llama-box")
    let terms = try #require(share["terms"] as? [[String: Any]])
    let cache = try #require(terms.first { $0["name"] as? String == "kv_cache" })
    #expect(cache["rule"] as? String == "llama-kv-cache")
    #expect(cache["certainty"] as? String == "exact")
    #expect((cache["formula"] as? String)?.isEmpty == false)
    let sum = terms.reduce(0) { $0 + ($1["expected_bytes"] as? Int ?? 0) }
    #expect(host["expected_bytes"] as? Int == sum)
  }

  @Test func templatesAreShownAndReplaced() throws {
    let fleetc = try FleetcProgram()
    let text = try fleetc.run("templates", "show", "sysctl/60-fleetc.conf").output
    #expect(text.contains("{{#settings}}"))
    try fleetc.write(BaseSpec.box)
    try fleetc.write("# mine\n" + text, to: "mine/sysctl/60-fleetc.conf")
    #expect(try fleetc.run("build", "--templates", "mine").status == 0)
    let written = fleetc.folder.file("out/box/etc/sysctl.d/60-fleetc.conf")
    #expect(try String(contentsOf: written, encoding: .utf8).hasPrefix("# mine\n"))
    try fleetc.write("{{nothing}}\n", to: "mine/sysctl/60-fleetc.conf")
    let broken = try fleetc.run("build", "--templates", "mine")
    #expect(broken.status == 1)
    #expect(broken.errors.contains("mine/sysctl/60-fleetc.conf:1:3"))
  }

  @Test func helpAndVersionAreFine() throws {
    let fleetc = try FleetcProgram()
    #expect(try fleetc.run("--version").output.contains("0.1.0"))
    for arguments in [["--help"], ["build", "--help"], []] {
      let result = try fleetc.run(arguments)
      #expect(result.status == 0)
      #expect(result.output.contains("Example: fleetc"))
    }
  }
}
