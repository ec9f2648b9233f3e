import FleetDiagnostics
import FleetSyntax
package import FleetValues

/// What an engine's flag is given: nothing, or one or more words.
package enum FlagValue: Hashable, Sendable {
  case bare
  case values([Text])
}

extension FieldType where Value == FlagValue {
  /// `true` for a bare flag, a text, or a list of texts. `false` would read as
  /// "off", which no engine agrees on.
  static let flagValue = FieldType(
    "`true`, a text or a list of texts", .either([.boolean, .text, .list(.text)])
  ) { node, label, diagnostics in
    switch node.kind {
    case .scalar where node.text == "true" && node.isPlain: return .bare
    case .scalar where node.text == "false" && node.isPlain:
      diagnostics.append(
        .wrongType("flag `\(label)` cannot be `false`; leave it out", at: node.span))
      return nil
    case .scalar:
      return FieldType<Text>.text.read(node, label, into: &diagnostics)
        .map { .values([$0.value]) }
    case .sequence, .mapping:
      return FieldType<[Located<Text>]>.list(of: .text).read(node, label, into: &diagnostics)
        .map { .values($0.value.map(\.value)) }
    }
  }
}
