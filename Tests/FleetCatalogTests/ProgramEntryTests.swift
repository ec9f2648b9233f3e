import FleetCatalog
import FleetValues
import Testing

/// The versions that are assumed, and the ports that others usually take.
@Suite struct ProgramEntryTests {
  /// The language, 13.
  @Test(arguments: [
    ("nginx", "1.22.1"), ("prometheus", "2.42.0"), ("alertmanager", "0.25.0"), ("systemd", "252"),
    ("redis", "7.0.15"),
  ])
  func baselineIsDebians(_ id: String, _ version: String) throws {
    let program = try #require(Catalog.builtIn.program(id))
    #expect(program.baseline == EngineVersion(version))
  }

  @Test(arguments: Catalog.builtIn.programIDs) func nothingIsOlderThanItsBaseline(
    _ id: String
  ) throws {
    let program = try #require(Catalog.builtIn.program(id))
    #expect(program.newest != nil || !program.ports.isEmpty, "it says nothing")
    if let baseline = program.baseline { #expect(try #require(program.newest) >= baseline) }
    #expect(Set(program.ports).count == program.ports.count)
  }

  /// The language, 16.
  @Test(arguments: [
    (3000, ["grafana"]), (6379, ["ray", "redis"]), (9090, ["prometheus"]),
    (9093, ["alertmanager"]), (9100, ["node-exporter"]), (11434, ["ollama"]),
    (29500, ["torch"]), (29501, ["torch"]), (9400, ["dcgm-exporter", "maravexa"]), (4001, []),
    // A port that a longer number of another entry holds.
    (1143, []),
  ])
  func portIsUsuallySomebodys(_ number: Int, _ ids: [String]) throws {
    let port = try #require(Port(number))
    #expect(Catalog.builtIn.programs(on: port).map(\.id) == ids)
  }
}
