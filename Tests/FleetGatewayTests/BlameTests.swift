import FleetCompiler
import FleetDiagnostics
import FleetFormats
import Testing

/// Whether a line knows which words of the spec made it: each word is changed,
/// and every line that changes with it must name it.
@Suite struct BlameTests {
  private static let spec = """
    fleetc: 1
    cluster: test
    nodes:
      gw: {address: 127.0.0.1, memory: 64 GB}
      n1: {address: 127.0.0.11, memory: 64 GB, presence: sometimes}
      n2: {address: 127.0.0.12, memory: 64 GB}
      n3: {address: 127.0.0.13, memory: 64 GB}
    gateway: {nodes: [gw], port: 8080, body: 8 MiB, name: llm.example.org}
    models:
      m: {architecture: smollm2-135m, quantization: Q4_K_M, file: /m.gguf, ollama: "m"}
    deployments:
      e1: {model: m, node: n1, engine: llama.cpp, port: 9001}
      e2: {model: m, node: n2, engine: llama.cpp, port: 9002}
      e3: {model: m, node: n3, engine: ollama, port: 9003}
    routes:
      chat:
        names: [gpt-4o]
        targets: [e1, [e2, e3]]
        timeout: 90s
        replay: true
        otherwise: [{reject: 503, retry_after: 45s}]

    """

  @Test(arguments: [
    ("127.0.0.1,", "127.0.0.9,"), ("127.0.0.11", "127.0.0.19"), ("sometimes", "proposed"),
    ("8080", "8081"), ("8 MiB", "9 MiB"), ("llm.example.org", "ai.example.org"),
    ("9001", "9011"), ("9003", "9013"), ("gpt-4o", "gpt-5"), ("[e1, [e2, e3]]", "[e1, e2, e3]"),
    ("[e1, [e2, e3]]", "[[e1, e2], e3]"), ("90s", "91s"), ("replay: true", "replay: false"),
    ("reject: 503", "reject: 429"), ("45s", "46s"),
  ])
  func everyChangedLineNamesWhatChangedIt(_ old: String, _ new: String) throws {
    let place = try #require(Self.spec.firstRange(of: old))
    let changed = Self.spec.replacingCharacters(in: place, with: new)
    let start = Self.spec.utf8.distance(from: Self.spec.startIndex, to: place.lowerBound)
    let words = start..<start + new.utf8.count
    let before = try files(of: Self.spec)
    var count = 0
    for (path, contents) in try files(of: changed) {
      let lines = contents.text.split(separator: "\n", omittingEmptySubsequences: false)
      let old = before[path]?.text.split(separator: "\n", omittingEmptySubsequences: false) ?? []
      for case .insert(let offset, let line, _) in lines.difference(from: old) {
        count += 1
        let names = contents.spans(ofLine: offset + 1).contains { span in
          span.start < words.upperBound && words.lowerBound < span.end
        }
        #expect(names, "\(path):\(offset + 1) does not blame '\(new)': \(line)")
      }
    }
    #expect(count > 0, "'\(new)' changes nothing")
  }

  private func files(of text: String) throws -> [String: SourcedText] {
    let output = Compiler().compile(SourceFile(id: FileID(0), path: "c.yaml", text: text))
    #expect(!output.hasErrors, "\(output.analysis.diagnostics.map(\.message))")
    let own = output.artifacts.filter { $0.path.hasPrefix("etc/nginx/") }
    return Dictionary(uniqueKeysWithValues: own.map { ($0.path, $0.contents) })
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
