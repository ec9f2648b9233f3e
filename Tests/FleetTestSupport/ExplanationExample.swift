/// A fenced block in an explanation, and what it promises.
package struct ExplanationExample: Sendable {
  package var code: String
  package var bytes: [UInt8]
  package var mustFail: Bool
  /// Several files in one block: `--- templates/x`.
  package var isFolder: Bool

  package var testDescription: String { "\(code) \(mustFail ? "fails" : "passes")" }

  /// The blocks ` ```yaml fails base=box ` and their like, in order. A block of
  /// `bytes` spells what is not text as `\xNN`.
  package static func all(in explanation: String, of code: String) -> [ExplanationExample] {
    explanation.matches(of: /```(yaml|bytes) (fails|passes)(?: base=(\w+))?\n((?:[^`]|`[^`])*?)```/)
      .map { block in
        let text = String(block.4)
        let whole = block.3.map { BaseSpec.laidOver(String($0), by: text) } ?? text
        return ExplanationExample(
          code: code, bytes: block.1 == "bytes" ? unescaped(text) : Array(whole.utf8),
          mustFail: block.2 == "fails", isFolder: text.hasPrefix("--- "))
      }
  }

  private static func unescaped(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Substring(text)
    while let first = rest.first {
      if let escape = rest.prefixMatch(of: /\\x([0-9a-f]{2})/) {
        bytes.append(UInt8(escape.1, radix: 16) ?? 0)
        rest = rest[escape.range.upperBound...]
      } else {
        bytes += Array(String(first).utf8)
        rest.removeFirst()
      }
    }
    return bytes
  }
}
