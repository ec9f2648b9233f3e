import FleetTestSupport
import FleetValues
import Foundation
import Testing

@Suite struct OllamaModelTests {
  private let port: UInt16

  init() throws { port = try FreePort.next() }

  private func spec(
    _ source: String = "ollama: \"llama3.2:3b\"", timeout: String = "20s"
  ) -> String {
    """
    fleetc: 1
    cluster: one
    nodes: {box: {address: 192.168.1.13, memory: 32 GB}}
    gateway: box
    models: {small: {architecture: llama-3.2-3b, quantization: Q4_K_M, \(source)}}
    deployments:
      one: {model: small, engine: ollama, port: \(port), context: 8k, start_timeout: \(timeout)}
    routes: {chat: {names: [gpt-4o], targets: [one]}}

    """
  }

  private func run(_ spec: String, store: [String] = ["up"]) throws -> ServerRun {
    let run = try ServerRun(spec)
    try run.folder.write(FakeOllama.client(in: run.folder), to: "ollama", mode: 0o755)
    for name in ["calls"] + store.map({ "store/\($0)" }) { try run.folder.write("", to: name) }
    return run
  }

  private func api(_ status: String, of run: ServerRun) throws -> Server {
    let log = run.folder.file("requests")
    let program = FakeOllama.server(port: port, status: status, log: log)
    return try Server(
      try Tool("python3", from: .debian("python3")), ["-c", program], ready: .port(port))
  }

  /// Each call's words behind the daemon's address.
  private func calls(of run: ServerRun) throws -> [[String]] {
    let words = String(decoding: try Data(contentsOf: run.folder.file("calls")), as: UTF8.self)
      .components(separatedBy: "\0").dropLast()
    return words.split(separator: "", omittingEmptySubsequences: true).map { Array($0) }
  }

  @Test func aModelIsMadeUnderEveryNameAndLoaded() throws {
    let run = try run(spec(), store: ["up", "llama3.2:3b"])
    let server = try api("200", of: run)
    // Twice: what a reboot does must change nothing.
    for _ in 0..<2 {
      let result = try run.launch()
      #expect(result.status == 0 && result.errors == "", "\(result.errors)")
    }
    server.stop()
    let file = try String(contentsOf: run.folder.file("store/made-small"), encoding: .utf8)
    let parameters = ["num_ctx 8192", "num_batch 512", "num_gpu 0"]
    #expect(
      file == "FROM llama3.2:3b\n" + parameters.map { "PARAMETER \($0)\n" }.joined())
    let calls = try calls(of: run).map { $0.dropFirst().joined(separator: " ") }
    #expect(calls.count == 10)
    #expect(calls[0...1] == ["list", "show -- llama3.2:3b"])
    #expect(calls[2].hasPrefix("create small -f /"))
    #expect(Set(calls[3...4]) == ["cp small chat", "cp small gpt-4o"])
    #expect(try self.calls(of: run).allSatisfy { $0[0] == "127.0.0.1:\(port)" })
    let requests = try String(contentsOf: run.folder.file("requests"), encoding: .utf8)
    let request = "POST /api/generate {\"model\": \"small\", \"keep_alive\": -1}\n"
    #expect(requests == request + request)
  }

  @Test func aMissingTagIsNamedWithItsCommand() throws {
    let run = try run(spec())
    let result = try run.launch()
    #expect(result.status == 1)
    let command = "OLLAMA_HOST=127.0.0.1:\(port) \(run.folder.path)/ollama pull llama3.2:3b"
    #expect(result.errors == "fleetc: the model llama3.2:3b is not here: get it with: \(command)\n")
  }

  @Test func aMissingDaemonIsNamed() throws {
    let result = try run(spec(timeout: "1s"), store: []).launch()
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("fleetc: no Ollama answers on 127.0.0.1:\(port)"))
  }

  @Test func aModelThatIsNotLoadedIsAFailure() throws {
    let run = try run(spec(), store: ["up", "llama3.2:3b"])
    let server = try api("500", of: run)
    let result = try run.launch()
    server.stop()
    #expect(result.status == 1 && result.errors.hasPrefix("fleetc: small was made but not loaded"))
  }

  @Test func aFileIsMadeIntoAModel() throws {
    let run = try run(spec("file: \"my model.gguf\""))
    let path = "\(run.folder.path)/models/my model.gguf"
    #expect(try run.launch().errors.hasPrefix("fleetc: the model file \(path) is missing"))
    try run.folder.write("", to: "models/my model.gguf")
    let server = try api("200", of: run)
    #expect(try run.launch().status == 0)
    server.stop()
    let file = try String(contentsOf: run.folder.file("store/made-small"), encoding: .utf8)
    #expect(file.hasPrefix("FROM \(path)\n"))
  }

  @Test func hostileTagsReachOllama() throws {
    let taken = HostileStrings.all.filter { (try? Text($0)) != nil && !$0.isEmpty }
    let models = taken.enumerated().map { index, text in
      "  m\(index): {architecture: llama-3.2-3b, quantization: Q4_K_M, "
        + "ollama: \(quoted(text))}\n"
    }
    let deployments = taken.indices.map { "  d\($0): {model: m\($0), engine: ollama}\n" }
    let run = try run(
      """
      fleetc: 1
      cluster: one
      nodes: {box: {address: 192.168.1.13, memory: 9000 GB}}
      gateway: box
      models:
      \(models.joined())deployments:
      \(deployments.joined())routes: {chat: {targets: [d0]}}

      """)
    #expect(taken.count > 100)
    for (index, text) in taken.enumerated() {
      #expect(try run.launch(of: "d\(index)").status == 1)
      #expect(try calls(of: run).last?.dropFirst() == ["show", "--", text])
    }
  }
}
