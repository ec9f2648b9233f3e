import FleetTestSupport
import Foundation
import Testing

/// Which path leads where, on a live nginx.
@Suite(.serialized) struct PathTests {
  private static let routes = """
    chat: {targets: [e1, e2, e3], names: [gpt-4o], when: always}
    deep: {targets: [e2]}
    """

  private func bench() throws -> GatewayBench {
    try GatewayBench(engines: 3, routes: Self.routes, ollama: [1, 3]).start()
  }

  @Test func pathsChooseTheRoute() throws {
    let bench = try bench()
    #expect(try bench.chat("/v1/chat/completions").headers["x-engine"] == "e1")
    #expect(try bench.chat("/deep/v1/chat/completions").headers["x-engine"] == "e2")
    let answer = try bench.chat("/chat/v1/responses")
    #expect(answer.headers["x-fleetc-route"] == "chat")
    #expect(answer.headers["x-fleetc-target"] == "127.0.0.11:\(bench.engines[0].port)")
    bench.engines[0].stop()
    let later = try bench.chat("/chat/v1/responses")
    #expect(
      later.headers["x-fleetc-target"]
        == "127.0.0.11:\(bench.engines[0].port), 127.0.0.12:\(bench.engines[1].port)")
    // Ollama refuses a Host that is not local.
    #expect(bench.engines[1].requests.last?.headers["host"] == "localhost")
    #expect(bench.engines[1].requests.allSatisfy { $0.headers["connection"] == nil })
  }

  @Test func ollamasOwnPathsReachOllamaAlone() throws {
    let bench = try bench()
    for path in ["/api/chat", "/chat/api/chat"] {
      #expect(try bench.chat(path).text.contains("{\"engine\":\"e1\",\"path\":\"/api/chat\"}"))
    }
    bench.engines[0].stop()
    #expect(try bench.chat("/api/chat").headers["x-engine"] == "e3")
    #expect(bench.engines[1].requests.isEmpty)
    bench.engines[2].stop()
    #expect(try bench.chat("/api/chat").status == 503)
    #expect(try bench.chat("/v1/chat/completions").headers["x-engine"] == "e2")
    let absent = try bench.chat("/deep/api/chat")
    #expect(absent.status == 404 && absent.headers["content-type"] == "application/json")
  }

  @Test func modelsAreListed() throws {
    let bench = try bench()
    for engine in bench.engines { engine.stop() }
    struct List: Decodable { var object: String, data: [Model] }
    struct Model: Decodable { var id: String, object: String, created: Int, owned_by: String }
    for (path, names) in [
      ("/v1/models", ["chat", "gpt-4o", "deep"]), ("/chat/v1/models", ["chat", "gpt-4o"]),
      ("/deep/v1/models", ["deep"]),
    ] {
      let response = try bench.http.get(path)
      #expect(response.headers["content-type"] == "application/json")
      let list = try JSONDecoder().decode(List.self, from: response.body)
      #expect(list.object == "list" && list.data.map(\.id) == names)
      #expect(list.data.allSatisfy { $0.object == "model" && $0.owned_by == "fleetc" })
    }
  }

  @Test func anythingElseIsNotFound() throws {
    let bench = try bench()
    #expect(try bench.http.get("/healthz").text == "ok\n")
    for path in ["/", "/v2/chat", "/chat", "/chat/", "/chat/v1", "/v1", "/unknown/v1/models"] {
      let response = try bench.http.get(path)
      #expect(response.status == 404, "\(path)")
      #expect(response.text.contains("\"code\":\"unknown_path\""), "\(path)")
    }
    #expect(bench.engines.flatMap(\.requests).isEmpty)
  }

  /// An engine's own 404 for a model that it does not know is its own answer.
  @Test func anEnginesOwnErrorsPass() throws {
    let bench = try bench()
    for status in [400, 401, 404, 413, 422, 500] {
      bench.engines[0].behave(.fails(status))
      let response = try bench.chat()
      #expect(response.status == status && response.headers["x-engine"] == "e1")
    }
  }
}
