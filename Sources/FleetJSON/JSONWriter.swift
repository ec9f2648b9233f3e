/// Prints JSON: keys sorted, two spaces, one value a line, ASCII escapes only
/// where the standard demands them. The same value is always the same bytes.
package enum JSONWriter {
  /// The document, ending in a line end.
  package static func text(of value: JSONValue) -> String {
    lines(of: value).joined(separator: "\n") + "\n"
  }

  package static func lines(of value: JSONValue) -> [String] {
    var lines: [String] = []
    append(value, prefix: "", indent: "", suffix: "", to: &lines)
    return lines
  }

  /// A string with its quotes.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      // U+2028 and U+2029 end a line in some readers of JSON.
      case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func append(
    _ value: JSONValue, prefix: String, indent: String, suffix: String, to lines: inout [String]
  ) {
    switch value {
    case .array(let items) where !items.isEmpty:
      lines.append("\(indent)\(prefix)[")
      for (index, item) in items.enumerated() {
        append(
          item, prefix: "", indent: indent + "  ", suffix: index < items.count - 1 ? "," : "",
          to: &lines)
      }
      lines.append("\(indent)]\(suffix)")
    case .object(let members) where !members.isEmpty:
      lines.append("\(indent)\(prefix){")
      let keys = members.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      for (index, key) in keys.enumerated() {
        append(
          members[key] ?? .null, prefix: "\(quoted(key)): ", indent: indent + "  ",
          suffix: index < keys.count - 1 ? "," : "", to: &lines)
      }
      lines.append("\(indent)}\(suffix)")
    default:
      lines.append("\(indent)\(prefix)\(scalar(value))\(suffix)")
    }
  }

  private static func scalar(_ value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .decimal(let text): text
    case .string(let text): quoted(text)
    case .array: "[]"
    case .object: "{}"
    }
  }
}
