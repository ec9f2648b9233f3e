/// Small specs that examples are laid over, by name.
package enum BaseSpec {
  package static let box = """
    fleetc: 1
    cluster: home
    nodes:       {box: {address: 192.168.1.10, memory: 16 GB}}
    gateway:     box
    models:      {llama: {architecture: llama-3.2-3b, quantization: Q4_K_M, ollama: "llama3.2:3b"}}
    deployments: {llama-box: {model: llama, engine: ollama, context: 8k}}
    routes:      {chat: {targets: [llama-box]}}

    """

  /// The base with the sections of the example in place of its own: a section is
  /// a top-level key and everything below it.
  package static func laidOver(_ name: String, by example: String) -> String {
    let base = name == "box" ? box : ""
    let own = sections(of: example)
    let keys = Set(own.compactMap(\.key))
    let kept = sections(of: base).filter { !keys.contains($0.key ?? "") }
    return (kept + own).map(\.text).joined()
  }

  private static func sections(of text: String) -> [(key: String?, text: String)] {
    var sections: [(key: String?, text: String)] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let key = line.firstMatch(of: /^([a-z_]+):/).map { String($0.1) }
      if key != nil || sections.isEmpty { sections.append((key, "")) }
      sections[sections.count - 1].text += line + "\n"
    }
    return sections
  }
}
