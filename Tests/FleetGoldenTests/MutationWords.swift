import FleetCatalog
import FleetDiagnostics
import FleetSyntax
import FleetValues

/// Which words may stand for each other in a spec.
struct MutationWords {
  private let kinds: [[String]]

  init(_ root: SyntaxNode) {
    let names = ["nodes", "models", "deployments"].map { section in
      root.entries.first { $0.key.value == section }?.value.entries.map(\.key.value) ?? []
    }
    let catalog = Catalog.builtIn
    kinds =
      names + [
        catalog.acceleratorIDs, catalog.modelIDs, catalog.engineIDs,
        Presence.allCases.map(\.rawValue), AcceleratorBackend.allCases.map(\.rawValue),
        CacheType.allCases.map(\.rawValue), ["Q4_K_M", "Q8_0", "F16"],
        ["true", "false"],
      ]
  }

  /// Other words of the same kind, or else the same text with another number, or
  /// with one letter more.
  func others(than word: String) -> [String] {
    let alike = kinds.filter { $0.contains(word) }.flatMap { $0.filter { $0 != word } }
    if !alike.isEmpty { return Array(alike.prefix(2)) }
    let numbers = word.matches(of: /[0-9]+/)
    guard let first = numbers.first, let last = numbers.last else { return [word + "x"] }
    let others = [
      word.replacing(first.range, with: (Int(first.0) ?? 0) + 1),
      word.replacing(last.range, with: (Int(last.0) ?? 0) * 2),
    ]
    return Set(others).subtracting([word]).sorted()
  }
}

extension String {
  fileprivate func replacing(_ range: Range<Index>, with number: Int) -> String {
    self[..<range.lowerBound] + "\(number)" + self[range.upperBound...]
  }
}
