import FleetTestSupport
import Foundation
import Testing

/// Who answers when targets fail, on a live nginx.
@Suite(.serialized) struct ChainTests {
  private func chain(_ count: Int, _ more: String = "") -> String {
    "chat: {targets: [\((1...count).map { "e\($0)" }.joined(separator: ", "))]\(more)}"
  }

  @Test(arguments: 1...6) func targetsAreAskedInTheirOrder(count: Int) throws {
    let bench = try GatewayBench(engines: count, routes: chain(count)).start()
    for engine in bench.engines {
      #expect(try bench.answerer() == engine.name)
      #expect(try bench.chat("/chat/v1/models/x?a=b%20c").text.contains("/v1/models/x?a=b%20c"))
      engine.stop()
    }
    let response = try bench.chat()
    #expect(response.status == 503)
    #expect(response.headers["retry-after"] == "30")
    #expect(response.headers["content-type"] == "application/json")
    #expect(response.text.contains("no target of route chat is live"))
    for engine in bench.engines { try engine.start() }
    // The last target is never marked down.
    #expect(try bench.answerer() != "status 503")
    usleep(2_500_000)
    #expect(try bench.answerer() == "e1")
  }
}
