import FleetDiagnostics
import FleetSyntax

/// One scalar of a spec, and what it might have said instead.
struct Mutation: CustomStringConvertible {
  /// The keys and places that lead to it: `nodes`, `box`, `memory`.
  var path: [String]
  var old: String
  var new: String
  /// The spec with the new words.
  var source: SourceFile

  var description: String { "\(path.joined(separator: ".")): \(old) -> \(new)" }

  /// Every change of every value, one at a time. Keys stay: they are names of
  /// things, and a thing of another name is another thing.
  static func all(of source: SourceFile) -> [Mutation] {
    var diagnostics: [Diagnostic] = []
    guard let root = SyntaxParser.parse(source, into: &diagnostics) else { return [] }
    let words = MutationWords(root)
    return scalars(of: root, at: []).flatMap { path, node -> [Mutation] in
      guard let old = node.text else { return [] }
      return words.others(than: old).map { new in
        var bytes = source.bytes
        bytes.replaceSubrange(node.span.range, with: (node.isPlain ? new : quoted(new)).utf8)
        return Mutation(
          path: path, old: old, new: new, source: SourceFile(path: source.path, bytes: bytes))
      }
    }
  }

  /// The place of the scalar in a spec, and of the lists around it, since a list
  /// is written as one thing.
  func spans(in source: SourceFile) -> [SourceSpan] {
    var diagnostics: [Diagnostic] = []
    guard var node = SyntaxParser.parse(source, into: &diagnostics) else { return [] }
    // Fields of a named thing, or of a section that is a thing itself.
    let isNamed = ["nodes", "models", "deployments", "routes"].contains(path[0])
    let fieldDepth = min(isNamed ? 3 : 2, path.count)
    var spans: [SourceSpan] = []
    for (depth, step) in zip(1..., path) {
      let entry = node.entries.first { $0.key.value == step }?.value
      guard let next = entry ?? Int(step).map({ node.items[$0] }) else { return [] }
      node = next
      if depth >= fieldDepth { spans.append(next.span) }
    }
    return spans
  }

  private static func scalars(of node: SyntaxNode, at path: [String]) -> [([String], SyntaxNode)] {
    switch node.kind {
    case .scalar: [(path, node)]
    case .mapping: node.entries.flatMap { scalars(of: $0.value, at: path + [$0.key.value]) }
    case .sequence:
      node.items.enumerated().flatMap { scalars(of: $1, at: path + ["\($0)"]) }
    }
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
