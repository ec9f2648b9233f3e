import FleetCatalog
import FleetDiagnostics
import FleetValues
import Testing

/// What the entries of engines owe beside what every entry does.
@Suite struct EngineEntryTests {
  @Test(arguments: Catalog.builtIn.engineIDs) func engineRunsOrSaysWhyNot(_ id: String) throws {
    let engine = try #require(Catalog.builtIn.engine(id))
    guard let absence = engine.unavailable else {
      #expect(engine.program.text != "/nonexistent")
      #expect(engine.flags != nil && engine.weights != nil && !engine.backends.isEmpty)
      #expect(engine.since <= engine.version)
      return
    }
    #expect(!absence.because.hasSuffix(".") && !absence.instead.hasSuffix("."))
    #expect(absence.instead.hasPrefix("use ") || absence.instead.hasPrefix("write "))
    #expect(engine.flags == nil && engine.reservedFlags.isEmpty)
  }

  @Test(arguments: Catalog.builtIn.engineIDs) func flagsAreInOrder(_ id: String) throws {
    let engine = try #require(Catalog.builtIn.engine(id))
    let names = engine.flags?.names ?? []
    #expect(names == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(Set(names).count == names.count)
    #expect(engine.reservedFlags.keys.filter { !names.contains($0) }.sorted() == [])
    #expect((engine.flags?.removed ?? [:]).keys.filter(names.contains).sorted() == [])
  }

  @Test func flagIsKnownUntilItsVersion() throws {
    let flags = try #require(Catalog.builtIn.engine("vllm")?.flags)
    func standing(_ name: String, _ version: String) throws -> String {
      switch flags.standing(of: name, at: try #require(EngineVersion(version))) {
      case .known: "known"
      case .removed(let flag): flag.instead
      case .unknown: "unknown"
      }
    }
    #expect(try standing("dtype", "0.32.0") == "known")
    #expect(try standing("num-redundant-experts", "0.11.2") == "known")
    #expect(try standing("num-redundant-experts", "0.12") == "eplb-config")
    #expect(try standing("speculative-model", "0.32.0") == "speculative-config")
    #expect(try standing("tensor-paralel-size", "0.32.0") == "unknown")
  }

  /// No flags at all is another thing than flags that nobody has listed.
  @Test func anEmptyTableIsATable() {
    #expect(Catalog.builtIn.engine("ollama")?.flags?.names == [])
  }

  @Test func wordsThatPeopleWriteAreFound() {
    let ids = ["KTransformers", "trt-llm", "mlx-lm", "npu", "PowerInfer2"].map {
      Catalog.builtIn.engine($0)?.id
    }
    #expect(ids == ["ktransformers", "tensorrt-llm", "mlx", "onnxruntime-genai", "powerinfer-2"])
    #expect(Catalog.builtIn.engine("llama") == nil)
  }

  private func decode(_ lines: String) -> (entry: EngineEntry?, messages: [String]) {
    let text = lines + "\nsource: https://example.org/engine\nchecked: 2026-11-25\n"
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: "engines/mine.yaml", bytes: Array(text.utf8))
    let entry = EngineEntry.decode(file, into: &diagnostics)
    return (entry, diagnostics.map(\.message))
  }

  @Test func anEngineToRunNeedsAVersionAndAProgram() {
    let (entry, messages) = decode("backend: cuda")
    #expect(entry == nil)
    #expect(messages.map { $0.contains("`version`") || $0.contains("`program`") } == [true, true])
    #expect(decode("version: 1.0\nprogram: /opt/mine").messages == [])
    #expect(decode("unavailable: {because: gone, instead: use vllm}").messages == [])
    #expect(decode("unavailable: {because: gone}").messages.count == 1)
  }

  @Test func aFlagHasNoDashes() {
    let head = "version: 1.0\nprogram: /opt/mine\n"
    #expect(decode(head + "flags: [--model]").messages == ["an item of `flags` is not a flag"])
    #expect(decode(head + "flags: model").messages == ["`flags` must be a list of flags"])
  }
}
