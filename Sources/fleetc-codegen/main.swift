// Usage: fleetc-codegen <Checks|Emitters|Entries|templates> <folder> <output.swift>
//
// Lists a folder as Swift: what a file is called is its registration, so that
// adding a check, an emitter, a template or a catalog entry touches one place.
import Foundation

let (kind, folder, output) = (
  CommandLine.arguments[1], CommandLine.arguments[2], CommandLine.arguments[3]
)

let files = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted().filter {
  var isFolder: ObjCBool = false
  return FileManager.default.fileExists(atPath: "\(folder)/\($0)", isDirectory: &isFolder)
    && !isFolder.boolValue
}

/// `[Bar(), Foo()]` for a folder with Bar.swift and Foo.swift.
func registry(of element: String) -> String {
  let types = files.filter { $0.hasSuffix(".swift") }
    .map { "    \($0.dropLast(".swift".count).split(separator: "/").last ?? "")(),\n" }.joined()
  return """
    // Generated from the files in \(kind)/: a file's name is its type's name.
    package enum \(kind) {
      package static let all: [any \(element)] = [
    \(types)  ]
    }

    """
}

/// The text as a literal that means exactly its bytes. A raw literal would turn
/// CRLF into LF and lose a BOM; a byte array compiles fifty times slower.
func literal(_ text: String) -> String {
  var escaped = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\n": escaped += "\\n"
    case "\"", "\\": escaped += "\\\(scalar)"
    case " "..."~": escaped.unicodeScalars.append(scalar)
    default: escaped += "\\u{\(String(scalar.value, radix: 16))}"
    }
  }
  return "\"\(escaped)\""
}

/// Each file by its path and its text.
func embedded(as name: String) throws -> String {
  let entries = try files.map { name in
    let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    return "    (\(literal(name)), \(literal(text))),\n"
  }
  return """
    // Generated from the files in \(kind)/.
    enum \(name) {
      static let all: [(path: StaticString, text: StaticString)] = [
    \(entries.joined())  ]
    }

    """
}

let text =
  switch kind {
  case "Checks": registry(of: "Check")
  case "Emitters": registry(of: "Emitter")
  case "Entries": try embedded(as: "EmbeddedEntries")
  default: try embedded(as: "EmbeddedTemplates")
  }
try text.write(toFile: output, atomically: true, encoding: .utf8)
