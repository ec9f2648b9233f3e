import FleetCompiler
import FleetDiagnostics
import FleetFormats
import FleetTestSupport
import Foundation

/// A spec's gateway on a live nginx, and engines for its deployments.
///
/// The files are put where they would be on the node and nothing in them is
/// changed.
final class GatewayBench {
  let engines: [FakeEngine]
  let http: LoopbackHTTP
  let files: [String: String]
  private let root: NginxFolder
  let port: UInt16
  private var nginx: Server?

  struct Unusable: Error, CustomStringConvertible {
    var description: String
  }

  /// - Parameters:
  ///   - routes: the spec's routes, which reach deployments `e1`, `e2` and so on.
  ///   - proposed: numbers of engines whose node is only proposed.
  ///   - ollama: numbers of engines that are Ollama's.
  init(
    engines count: Int, routes: String, proposed: Set<Int> = [], ollama: Set<Int> = [],
    gateway: String = "", port: UInt16? = nil
  ) throws {
    self.port = try port ?? FreePort.next()
    engines = try (1...count).map {
      FakeEngine("e\($0)", address: "127.0.0.\(10 + $0)", port: try FreePort.next())
    }
    http = LoopbackHTTP(port: self.port, timeoutSeconds: 20)
    let text = Self.spec(self.port, engines, routes, proposed, ollama, gateway)
    let output = Compiler().compile(
      SourceFile(id: FileID(0), path: "cluster.yaml", text: text))
    if output.hasErrors {
      throw Unusable(
        description: output.analysis.diagnostics.map(\.message).joined(separator: "\n") + text)
    }
    let own = output.artifacts.filter { $0.outputPath.hasPrefix("gw/etc/nginx/") }
    files = Dictionary(uniqueKeysWithValues: own.map { ($0.path, $0.contents.text) })
    root = try NginxFolder()
    try root.write(files)
  }

  /// The engines' own threads hold them.
  deinit { for engine in engines { engine.stop() } }

  var folder: TemporaryFolder { root.folder }

  var site: String { files["etc/nginx/conf.d/fleetc.conf"] ?? "" }

  /// Starts nginx and every engine.
  func start() throws -> GatewayBench {
    for engine in engines { try engine.start() }
    nginx = try root.start(ready: .answers(port: port, path: "/healthz"))
    return self
  }

  /// What nginx says of the files; nothing where all is well.
  func complaints() throws -> String { try root.complaints() }

  func chat(_ path: String = "/v1/chat/completions") throws -> LoopbackHTTP.Response {
    try http.post(path, json: #"{"model":"chat"}"#)
  }

  /// Who answered.
  func answerer() throws -> String {
    let response = try chat()
    return response.headers["x-engine"] ?? "status \(response.status)"
  }

  private static func spec(
    _ port: UInt16, _ engines: [FakeEngine], _ routes: String, _ proposed: Set<Int>,
    _ ollama: Set<Int>, _ gateway: String
  ) -> String {
    let numbered = Array(zip(1..., engines))
    let nodes = numbered.map { number, engine in
      let presence = proposed.contains(number) ? ", presence: proposed" : ""
      return "  n\(number): {address: \(engine.address), memory: 64 GB\(presence)}\n"
    }
    let deployments = numbered.map { number, engine in
      let kind = ollama.contains(number) ? "ollama" : "llama.cpp"
      return "  e\(number): {model: m, node: n\(number), engine: \(kind), port: \(engine.port)}\n"
    }
    return """
      fleetc: 1
      cluster: test
      nodes:
        gw: {address: 127.0.0.1, memory: 64 GB}
      \(nodes.joined())
      gateway: {nodes: [gw], port: \(port)\(gateway)}
      models:
        m:
          architecture: smollm2-135m
          quantization: Q4_K_M
          file: /srv/models/m.gguf
          ollama: "smollm2:135m"
      deployments:
      \(deployments.joined())
      routes:
      \(routes.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n"))

      """
  }
}
