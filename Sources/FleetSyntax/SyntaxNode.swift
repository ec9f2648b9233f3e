package import FleetDiagnostics
import FleetValues

/// A YAML value and the place it was written. An alias reads as what it names.
package struct SyntaxNode: Sendable {
  package enum Kind: Sendable { case scalar, sequence, mapping }

  package struct Entry: Sendable {
    package var key: Located<String>
    package var value: SyntaxNode
  }

  private let tree: SyntaxTree
  private let index: Int

  init(_ tree: SyntaxTree, _ index: Int32) {
    self.tree = tree
    let record = tree.records[Int(index)]
    self.index = record.kind == .alias ? Int(record.first) : Int(index)
  }

  private var record: SyntaxTree.Record { tree.records[index] }

  package var kind: Kind {
    switch record.kind {
    case .plainScalar, .quotedScalar: .scalar
    case .sequence: .sequence
    case .mapping: .mapping
    case .alias: broken("an alias was not resolved when its node was made")
    }
  }

  package var span: SourceSpan {
    SourceSpan(file: tree.file, start: Int(record.start), end: Int(record.end))
  }

  /// The text of a scalar, and nil for a collection.
  package var text: String? {
    kind == .scalar ? String(decoding: bytes, as: UTF8.self) : nil
  }

  /// Unquoted nothing, `~` and `null`: a value that says it has none.
  package var isNull: Bool {
    record.kind == .plainScalar && record.count <= 4
      && ["", "~", "null", "Null", "NULL"].contains(String(decoding: bytes, as: UTF8.self))
  }

  package var isPlain: Bool { record.kind == .plainScalar }

  /// The items of a sequence; none for anything else.
  package var items: [SyntaxNode] {
    record.kind == .sequence ? children.map { SyntaxNode(tree, $0) } : []
  }

  /// The entries of a mapping in the order written; none for anything else.
  package var entries: [Entry] {
    guard record.kind == .mapping else { return [] }
    let children = children
    return stride(from: children.startIndex, to: children.endIndex, by: 2).map { index in
      let key = SyntaxNode(tree, children[index])
      let text = String(decoding: key.bytes, as: UTF8.self)
      return Entry(key: Located(text, at: key.span), value: SyntaxNode(tree, children[index + 1]))
    }
  }

  private var bytes: ArraySlice<UInt8> {
    tree.pool[Int(record.first)..<Int(record.first + record.count)]
  }

  private var children: ArraySlice<Int32> {
    tree.children[Int(record.first)..<Int(record.first + record.count)]
  }
}
