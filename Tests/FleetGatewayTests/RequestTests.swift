import FleetTestSupport
import Foundation
import Testing

/// What becomes of a request and its answer on the way through.
@Suite(.serialized) struct RequestTests {
  private let three = "chat: {targets: [e1, e2, e3]}"

  @Test func aStreamIsNotHeldBack() throws {
    let bench = try GatewayBench(engines: 3, routes: three).start()
    for _ in bench.engines {
      let seen = DispatchSemaphore(value: 0)
      for engine in bench.engines { engine.behave(.streamsInStep(count: 6, seen: seen)) }
      var pieces = 0
      let response = try bench.http.send("POST", "/v1/chat/completions", body: Data("{}".utf8)) {
        _, _ in
        pieces += 1
        seen.signal()
        return true
      }
      #expect(response.headers["content-type"] == "text/event-stream")
      #expect(response.text == (0..<6).map { "data: \($0)\n\n" }.joined())
      #expect(pieces == 6)
      bench.engines.first { !$0.requests.isEmpty && $0.isUp }?.stop()
    }
  }

  @Test func anOldClientGetsItsAnswer() throws {
    let bench = try GatewayBench(engines: 1, routes: "chat: {targets: [e1]}").start()
    bench.engines[0].behave(.streams(count: 3, gapMilliseconds: 20))
    let result = try Tool("curl", from: .debian("curl")).run([
      "--http1.0", "-sSi", "-d", "{}", "http://127.0.0.1:\(bench.port)/v1/completions",
    ])
    #expect(result.status == 0 && result.output.hasPrefix("HTTP/1.1 200"))
    #expect(!result.output.lowercased().contains("transfer-encoding"))
    #expect(result.output.hasSuffix("\r\n\r\ndata: 0\n\ndata: 1\n\ndata: 2\n\n"))
  }

  @Test func aLargeRequestArrivesWholeAtTheLastTarget() throws {
    let bench = try GatewayBench(engines: 3, routes: three, gateway: ", body: 4 MiB").start()
    for engine in bench.engines.prefix(2) { engine.behave(.resetsAfterReading) }
    let body = Data((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) })
    let response = try bench.http.send("POST", "/chat/v1/chat/completions", body: body)
    #expect(response.headers["x-engine"] == "e3")
    for engine in bench.engines {
      #expect(engine.requests.map(\.body) == [Array(body)], "\(engine.name)")
      #expect(engine.requests.map(\.path) == ["/v1/chat/completions"])
    }
    // The same from a client that asks before it sends.
    let file = try TemporaryFolder()
    try body.write(to: file.file("body"))
    let result = try Tool("curl", from: .debian("curl")).run([
      "-sS", "-H", "Expect: 100-continue", "--data-binary", "@\(file.file("body").path)",
      "http://127.0.0.1:\(bench.port)/v1/chat/completions",
    ])
    #expect(result.output.contains("\"e3\""))
    #expect(bench.engines[2].requests.last?.body == Array(body))
  }

  @Test func aRequestOverTheLimitIsRefused() throws {
    let bench = try GatewayBench(
      engines: 1, routes: "chat: {targets: [e1]}", gateway: ", body: 1 MiB"
    )
    .start()
    let curl = try Tool("curl", from: .debian("curl"))
    let file = try TemporaryFolder()
    try Data(count: 1 << 20 + 1).write(to: file.file("body"))
    for header in ["Content-Length: \(1 << 20 + 1)", "Transfer-Encoding: chunked"] {
      let result = try curl.run([
        "-sSi", "-H", header, "--data-binary", "@\(file.file("body").path)",
        "http://127.0.0.1:\(bench.port)/chat/v1/embeddings",
      ])
      #expect(result.output.contains("HTTP/1.1 413"), "\(header): \(result.output)")
      // Without a length nginx finds out while it asks a target, whose own 413
      // must pass: then the page is nginx's.
      let isJSON = result.output.contains("the request is larger than 1m")
      #expect(isJSON == header.hasPrefix("Content-Length"), "\(header)")
    }
    #expect(bench.engines[0].requests.isEmpty)
    let fits = try bench.http.send("POST", "/v1/embeddings", body: Data(count: 1 << 20))
    #expect(fits.status == 200)
  }

  /// A target that dies after it read a request has perhaps done the work.
  @Test func aRouteWithoutReplaySendsOnce() throws {
    let bench = try GatewayBench(
      engines: 4, routes: "chat: {targets: [e1, e2, e3, e4], replay: false}"
    ).start()
    bench.engines[0].behave(.resetsAfterReading)
    #expect(try bench.chat().status == 503)
    #expect(bench.engines.map(\.requests.count) == [1, 0, 0, 0])
    usleep(3_200_000)
    for status in [429, 500, 502, 503, 504] {
      for engine in bench.engines {
        engine.forget()
        engine.behave(.fails(status))
      }
      _ = try bench.chat()
      #expect(bench.engines.reduce(0) { $0 + $1.requests.count } == 1)
    }
    // What was never sent may go elsewhere.
    for engine in bench.engines { engine.behave(.answers) }
    bench.engines[0].stop()
    for _ in 0..<30 { #expect(try bench.chat().status == 200) }
  }

  @Test(arguments: [true, false]) func aRestartLosesNothing(replay: Bool) throws {
    let bench = try GatewayBench(
      engines: 2, routes: "chat: {targets: [e1, e2], replay: \(replay)}"
    ).start()
    for round in 0..<40 {
      for _ in 0..<4 { #expect(try bench.chat().status == 200) }
      let engine = bench.engines[round % 2]
      engine.stop()
      try engine.start()
    }
  }

  /// Twenty requests a second, each with a connection of its own, while targets
  /// come and go.
  @Test(arguments: ["stop", "powerOff"]) func nothingFailsWhileATargetIsGone(_ how: String) throws {
    let bench = try GatewayBench(engines: 3, routes: three).start()
    let port = bench.port
    let outcome = try Load.run(requests: 160, perSecond: 20, port: port) { second in
      switch second {
      case 1: if how == "stop" { bench.engines[0].stop() } else { try bench.engines[0].powerOff() }
      case 3: if how == "stop" { bench.engines[1].stop() } else { try bench.engines[1].powerOff() }
      case 6: try bench.engines[0].start()
      default: break
      }
    }
    #expect(outcome.failed == 0, "\(outcome)")
    // Far below the minute that nginx waits by itself.
    #expect(outcome.worst < .seconds(5), "\(outcome)")
    // A node without power costs those that wait for it, not all that follow.
    #expect(outcome.slow <= 60, "\(outcome)")
  }
}
