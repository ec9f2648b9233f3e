import FleetCompiler
import FleetDiagnostics
import FleetFormats
import FleetTestSupport
import FleetValues
import Foundation
import Testing

/// Texts that have broken generated files: each comes through to the program as
/// it was written, or the compiler refuses it and says where it stands.
@Suite struct HostileTextTests {
  /// The texts that a spec takes in a place, each other one having been refused
  /// there. A spec is compiled for each text that may be refused, and for all others
  /// at once.
  private static func accepted(in spec: ([String]) -> String) throws -> [String] {
    let others = HostileStrings.all.filter { !isSuspicious($0) }
    try expectPlacedErrors(of: others, in: spec, count: 0)
    let suspicious = try HostileStrings.all.filter(isSuspicious).filter { text in
      try expectPlacedErrors(of: [text], in: spec, count: nil) == 0
    }
    let taken = others + suspicious
    #expect(taken.count > 100 && taken.count < HostileStrings.all.count)
    return taken
  }

  /// What some place may refuse: no text, a long one, or a code point out of use.
  private static func isSuspicious(_ text: String) -> Bool {
    (try? Text(text)) == nil || text.isEmpty || text.utf8.count > 1000
      || text.unicodeScalars.contains { $0.properties.isNoncharacterCodePoint }
  }

  /// The number of errors, each of which must stand at a place of the spec.
  @discardableResult private static func expectPlacedErrors(
    of texts: [String], in spec: ([String]) -> String, count: Int?
  ) throws -> Int {
    let file = SourceFile(path: "cluster.yaml", text: spec(texts))
    let errors = Compiler().compile(file).analysis.diagnostics.filter(\.isError)
    #expect(errors.allSatisfy { $0.span.start < $0.span.end }, "\(errors.map(\.message))")
    if let count { #expect(errors.count == count, "\(errors.map(\.message))") }
    return errors.count
  }

  private static func flags(_ texts: [String]) -> String {
    ", flags: {lora: [\(texts.map(quoted).joined(separator: ", "))]}"
  }

  private static func environment(_ texts: [String]) -> String {
    let pairs = texts.enumerated().map { "V\($0.offset): \(quoted($0.element))" }
    return ", environment: {\(pairs.joined(separator: ", "))}"
  }

  /// As many servers as texts, each with its own.
  private static func servers(
    _ texts: [String], model: (String) -> String = { _ in "" },
    server: (String) -> String = { _ in "" }
  ) -> String {
    let models = texts.indices.map { index in
      "  m\(index): {architecture: llama-3.2-3b, quantization: Q4_K_M\(model(texts[index]))}\n"
    }
    let deployments = texts.indices.map { index in
      "  d\(index): {model: m\(index), engine: llama.cpp, port: \(20_000 + index)"
        + "\(server(texts[index]))}\n"
    }
    return """
      fleetc: 1
      cluster: one
      nodes: {box: {address: 192.168.1.13, reserve: {memory: 4 GiB}, memory: 9000 GB}}
      gateway: box
      models:
      \(models.joined())deployments:
      \(deployments.joined())routes: {chat: {targets: [d0]}}

      """
  }

  @Test func flagsReachTheServer() throws {
    let texts = try Self.accepted { Specs.single(Self.flags($0)) }
    let run = try ServerRun(Specs.single(Self.flags(texts), model: ", file: m.gguf"))
    try run.folder.write("", to: "models/m.gguf")
    let result = try run.launch()
    #expect(result.status == 0, "\(result.errors)")
    #expect(try Array(run.arguments().suffix(2 * texts.count)) == texts.flatMap { ["--lora", $0] })
  }

  @Test func variablesReachTheServer() throws {
    let texts = try Self.accepted { Specs.single(Self.environment($0)) }
    let run = try ServerRun(Specs.single(Self.environment(texts), model: ", file: m.gguf"))
    try run.folder.write("", to: "models/m.gguf")
    let result = try run.launch()
    #expect(result.status == 0, "\(result.errors)")
    let environment = Set(try run.environment())
    for (index, text) in texts.enumerated() {
      #expect(environment.contains("V\(index)=\(text)"), "\(text.debugDescription)")
    }
  }

  @Test func systemdReadsTheSameVariables() throws {
    let texts = try Self.accepted { Specs.single(Self.environment($0)) }
    let names = SystemdManager.releaseFields.map(\.name)
    for start in stride(from: 0, to: texts.count, by: names.count) {
      let batch = Array(texts[start..<min(start + names.count, texts.count)])
      let map = zip(names, batch).map { "\($0): \(quoted($1))" }.joined(separator: ", ")
      let fleet = try Fleet(Specs.single(", environment: {\(map)}"))
      let file = try fleet.text("etc/fleetc/one/env", on: "box")
      #expect(try SystemdManager.values(ofEnvironmentFile: file, names) == batch)
    }
  }

  @Test func modelFilesReachTheServerAndTheChecks() throws {
    let spec = { (texts: [String]) in Self.servers(texts, model: { ", file: \(quoted($0))" }) }
    let texts = try Self.accepted(in: spec)
    let run = try ServerRun(spec(texts))
    for (index, text) in texts.enumerated() {
      let path = text.hasPrefix("/") ? text : "\(run.folder.path)/models/\(text)"
      // As the unit starts it: what is missing has been checked.
      let result = try run.launch(["FLEETC_DEPLOYMENT": "d\(index)"], of: "d\(index)")
      #expect(result.status == 0, "\(result.errors)")
      #expect(try Array(run.arguments().prefix(2)) == ["--model", path])
      let checked = try run.script("etc/fleetc/d\(index)/check.sh")
      #expect(checked.status == 1)
      #expect(checked.errors == "fleetc: the model file \(path) is missing: copy it there\n")
    }
  }

  @Test func ollamaGetsItsVariables() throws {
    let spec = { (texts: [String]) in
      Specs.homelab.replacing("context: 8k}", with: "context: 8k\(Self.environment(texts))}")
    }
    let texts = try Self.accepted(in: spec)
    let dropIn = try Fleet(spec(texts)).text(
      "etc/systemd/system/ollama.service.d/50-fleetc.conf", on: "box")
    let dump = try SystemdManager.dump(of: "[Service]\nExecStart=/bin/x serve\n" + dropIn)
    #expect(dump.environment.count >= 9 + texts.count)
    let wanted = texts.enumerated().map { "V\($0.offset)=\($0.element)" }
    #expect(Set(dump.environment).isSuperset(of: wanted))
  }

  /// No format of these files has a safe place for a remark.
  @Test func remarksStayOut() throws {
    let spec = { (texts: [String]) in Self.servers(texts, server: { ", about: \(quoted($0))" }) }
    let texts = try Self.accepted(in: spec)
    let (with, without) = (try Fleet(spec(texts)), try Fleet(Self.servers(texts)))
    let written = with.files(of: "box").map(\.contents.text)
    #expect(written == without.files(of: "box").map(\.contents.text))
  }
}
