import FleetDiagnostics
import FleetSyntax
import FleetValues

/// What Ollama takes as a model's name (ollama types/model/name.go): a name, before
/// which a namespace and a host may stand, and a tag behind. Its client is what makes
/// the model under every name of a route, and llama.cpp's names know no such rule.
enum OllamaNames {
  static func check(
    _ routes: [ResolvedRoute], _ deployments: [ResolvedDeployment],
    into diagnostics: inout [Diagnostic]
  ) {
    let ollama = Set(
      deployments.filter { $0.engine.value == .ollama }.map(\.name.value))
    for route in routes {
      guard let target = route.deployments.first(where: ollama.contains) else { continue }
      for name in route.aliases where !isTaken(name.value.text) {
        diagnostics.append(
          .wrongType(
            "'\(name.value)' cannot be a model's name in Ollama, which '\(target)' runs on: "
              + "write letters, digits and `_.-`, at most two `/` between them, and one `:tag`",
            at: name.span))
      }
    }
  }

  static func isTaken(_ name: String) -> Bool {
    let halves = name.split(separator: ":", omittingEmptySubsequences: false)
    let parts = halves[0].split(separator: "/", omittingEmptySubsequences: false)
    guard halves.count <= 2, parts.count <= 3, (halves.dropFirst() + parts).allSatisfy(isPart)
    else { return false }
    // A namespace has no dots.
    return parts.count == 1 || !parts[parts.count - 2].contains(".")
  }

  private static func isPart(_ part: Substring) -> Bool {
    guard part.utf8.count <= 80, let first = part.utf8.first, first != UInt8(ascii: "."),
      first != UInt8(ascii: "-")
    else { return false }
    return part.utf8.allSatisfy { Plain.accepts($0) && !"/:,@+".utf8.contains($0) }
  }
}
