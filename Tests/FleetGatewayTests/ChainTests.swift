import FleetTestSupport
import Foundation
import Testing

/// Who answers when targets fail, on a live nginx.
@Suite(.serialized) struct ChainTests {
  /// As OpenAI's clients read it.
  private struct Refusal: Decodable {
    struct Error: Decodable { var message: String, type: String, code: String }
    var error: Error
  }

  private func chain(_ count: Int, _ more: String = "") -> String {
    "chat: {targets: [\((1...count).map { "e\($0)" }.joined(separator: ", "))]\(more)}"
  }

  @Test(arguments: 1...6) func targetsAreAskedInTheirOrder(count: Int) throws {
    let bench = try GatewayBench(engines: count, routes: chain(count)).start()
    for engine in bench.engines {
      #expect(try bench.answerer() == engine.name)
      #expect(
        try bench.chat("/chat/v1/models/x?a=b%20c").text.contains("\"/v1/models/x?a=b%20c\""))
      engine.stop()
    }
    let response = try bench.chat()
    #expect(response.status == 503)
    #expect(response.headers["retry-after"] == "30")
    #expect(response.headers["content-type"] == "application/json")
    #expect(response.headers["x-fleetc-route"] == "chat")
    let error = try JSONDecoder().decode(Refusal.self, from: response.body).error
    #expect(error.message == "no target of route chat is live" && error.code == "no_live_target")
    for engine in bench.engines { try engine.start() }
    // The last target is never marked down; the others are for whole seconds,
    // of which the first may be a short one.
    #expect(try bench.answerer() != "status 503")
    usleep(3_200_000)
    #expect(try bench.answerer() == "e1")
  }

  enum Failure: String, CaseIterable {
    case refuses, isPoweredOff, resetsUnread, resetsAfterReading, says429, says502, says503, says504

    func happen(to engine: FakeEngine) throws {
      switch self {
      case .refuses: engine.stop()
      case .isPoweredOff: try engine.powerOff()
      case .resetsUnread: engine.behave(.resetsUnread)
      case .resetsAfterReading: engine.behave(.resetsAfterReading)
      case .says429: engine.behave(.fails(429))
      case .says502: engine.behave(.fails(502))
      case .says503: engine.behave(.fails(503))
      case .says504: engine.behave(.fails(504))
      }
    }
  }

  @Test(arguments: Failure.allCases) func everyFailureFallsOver(_ failure: Failure) throws {
    for count in 2...4 {
      let bench = try GatewayBench(engines: count, routes: chain(count)).start()
      for engine in bench.engines.dropLast() { try failure.happen(to: engine) }
      let clock = ContinuousClock()
      var times: [Duration] = []
      for _ in 0..<20 {
        var answerer = ""
        times.append(try clock.measure { answerer = try bench.answerer() })
        #expect(answerer == "e\(count)")
      }
      // Each of the dead costs the first request half a second, and no later one
      // that comes soon.
      let first = times.removeFirst()
      // The bounds are those of a busy machine: nginx by itself waits a minute.
      #expect(first < .seconds(0.5 * Double(count - 1) + 5))
      #expect(times.sorted()[times.count / 2] < .milliseconds(450))
    }
  }

  @Test(arguments: [429, 503], ["refuse", "are stopped"])
  func theLastTargetsOwnRefusalPasses(status: Int, others: String) throws {
    for count in 1...4 {
      let bench = try GatewayBench(engines: count, routes: chain(count)).start()
      for engine in bench.engines {
        engine.behave(.fails(status))
        if others == "are stopped" && engine.name != "e\(count)" { engine.stop() }
      }
      // The second request finds the others marked down.
      for _ in 0..<5 {
        let response = try bench.chat()
        #expect(response.status == status)
        #expect(response.headers["x-engine"] == "e\(count)")
      }
    }
  }

  @Test func aRouteSaysHowItRefuses() throws {
    let bench = try GatewayBench(
      engines: 3, routes: chain(3, ", otherwise: [{reject: 429, retry_after: 90s}]")
    ).start()
    for engine in bench.engines { engine.stop() }
    let response = try bench.chat()
    #expect(response.status == 429)
    #expect(response.headers["retry-after"] == "90")
  }

  @Test func targetsOfOneRankShare() throws {
    let bench = try GatewayBench(
      engines: 4, routes: "chat: {targets: [[e1, e2], [e3, e4]]}"
    ).start()
    for _ in 0..<60 { #expect(try bench.chat().status == 200) }
    let counts = bench.engines.map(\.requests.count)
    #expect((25...35).contains(counts[0]) && counts[0] + counts[1] == 60, "\(counts)")
    bench.engines[0].stop()
    for _ in 0..<20 { #expect(try bench.answerer() == "e2") }
    bench.engines[1].stop()
    for _ in 0..<60 { #expect(try bench.chat().status == 200) }
    let later = bench.engines.map(\.requests.count)
    #expect((25...35).contains(later[2]) && later[2] + later[3] == 60, "\(later)")
  }

  /// The one rank there is: its targets are marked down and still never out of
  /// reach.
  @Test func targetsOfTheOnlyRankComeBackAtOnce() throws {
    let bench = try GatewayBench(engines: 2, routes: "chat: {targets: [[e1, e2]]}").start()
    try bench.engines[0].powerOff()
    let clock = ContinuousClock()
    var slow = 0
    for _ in 0..<20 {
      let start = clock.now
      #expect(try bench.answerer() == "e2")
      if start.duration(to: clock.now) > .milliseconds(400) { slow += 1 }
    }
    #expect(slow <= 1)
    bench.engines[1].stop()
    #expect(try bench.chat().status == 503)
    #expect(try bench.chat().status == 503)
    try bench.engines[1].start()
    #expect(try bench.answerer() == "e2")
  }

  @Test(arguments: [1, 2, 3, 4]) func aProposedTargetGetsNothing(number: Int) throws {
    let bench = try GatewayBench(engines: 4, routes: chain(4), proposed: [number]).start()
    #expect(try bench.complaints() == "")
    for engine in bench.engines where engine.name != "e\(number)" {
      #expect(try bench.answerer() == engine.name)
      engine.stop()
    }
    #expect(try bench.chat().status == 503)
    #expect(bench.engines[number - 1].requests.isEmpty)
  }

  @Test func chainsLongerThanNginxFollowsStillAnswer() throws {
    let bench = try GatewayBench(engines: 20, routes: chain(20)).start()
    for engine in bench.engines.prefix(17) { engine.stop() }
    #expect(try bench.answerer() == "e18")
    bench.engines[17].stop()
    #expect(["e19", "e20"].contains(try bench.answerer()))
    for engine in bench.engines { engine.stop() }
    #expect(try bench.chat().status == 503)
  }
}
