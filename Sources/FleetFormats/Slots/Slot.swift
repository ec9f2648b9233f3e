import FleetValues

/// A place in a file where a hole may stand: what it can carry, and how.
///
/// Each case that carries `Text` was tried with hostile strings against the
/// program that reads the file: a value comes back identical or is refused.
enum Slot: Hashable, Sendable {
  /// Only what needs no quoting. The words say where that is.
  case plain(String)
  /// Not even that: what the hole's neighbour would make of it.
  case forbidden(String)
  /// The program of an `Exec…` line, from its first character on.
  case systemdProgram
  /// A whole word of `args=( … )` or `set -- …`.
  case shellWord
  /// A whole argument of an `Exec…` line.
  case systemdArgument
  /// `X` in `Environment=NAME=X`.
  case systemdEnvironment
  /// `X` in `NAME=X` of a file that `EnvironmentFile=` names.
  case environmentFileValue
  /// Inside the quotes of an nginx directive that evaluates no variables.
  case nginxQuoted

  /// What may be said of the place in a message.
  var place: String {
    switch self {
    case .plain(let place), .forbidden(let place): place
    case .systemdProgram: "the program of an Exec line"
    case .shellWord: "a word of a shell list"
    case .systemdArgument: "an argument of an Exec line"
    case .systemdEnvironment: "a value of an Environment line"
    case .environmentFileValue: "a value of an environment file"
    case .nginxQuoted: "a quoted word of nginx"
    }
  }

  var carriesText: Bool {
    switch self {
    case .plain, .forbidden, .systemdProgram: false
    case .shellWord, .systemdArgument, .systemdEnvironment, .environmentFileValue, .nginxQuoted:
      true
    }
  }

  /// Writes the text so that the file's reader gets it back unchanged.
  func write(_ text: Text, to bytes: inout [UInt8]) {
    guard let style = QuotingStyle.of(self) else { broken("\(place) carries no text") }
    style.write(text.string, to: &bytes)
  }

  func refusal(of plain: Plain) -> String? {
    guard self == .systemdProgram, plain.text.utf8.first != UInt8(ascii: "/") else { return nil }
    return "is '\(plain)', and the program of an Exec line must be an absolute path"
  }

  /// systemd takes a line with a noncharacter for one that is not UTF-8, and drops it.
  func refusal(of text: Text) -> String? {
    switch self {
    case .systemdArgument, .systemdEnvironment, .environmentFileValue:
      let reserved = text.string.unicodeScalars.first { scalar in
        scalar.value & 0xFFFE == 0xFFFE || 0xFDD0...0xFDEF ~= scalar.value
      }
      return reserved.map {
        "holds U+\(String($0.value, radix: 16, uppercase: true)), which systemd does not read"
      }
    case .plain, .forbidden, .systemdProgram, .shellWord, .nginxQuoted: return nil
    }
  }
}

/// How a slot writes text: what goes around it and what stands for what.
struct QuotingStyle: Sendable {
  private let quote: String
  private let replacements: [UInt8: String]

  static func of(_ slot: Slot) -> QuotingStyle? {
    switch slot {
    case .shellWord: shell
    case .systemdArgument: argument
    case .systemdEnvironment: environment
    case .environmentFileValue: environmentFile
    case .nginxQuoted: nginx
    case .plain, .forbidden, .systemdProgram: nil
    }
  }

  /// Nothing is special in single quotes but their end.
  private static let shell = QuotingStyle(
    quote: "'", replacements: [UInt8(ascii: "'"): #"'\''"#])

  /// systemd undoes quotes, then `%` specifiers, then `$` at start-up.
  private static let argument = QuotingStyle(
    quote: "\"",
    replacements: [
      UInt8(ascii: "\""): #"\""#, UInt8(ascii: "\\"): #"\\"#, UInt8(ascii: "%"): "%%",
      UInt8(ascii: "$"): "$$",
    ])

  /// `$` means nothing here, and would stay doubled.
  private static let environment = QuotingStyle(
    quote: "\"",
    replacements: [
      UInt8(ascii: "\""): #"\""#, UInt8(ascii: "\\"): #"\\"#, UInt8(ascii: "%"): "%%",
    ])

  /// The four characters that a backslash protects, for systemd as for a shell.
  private static let environmentFile = QuotingStyle(
    quote: "\"",
    replacements: [
      UInt8(ascii: "\""): #"\""#, UInt8(ascii: "\\"): #"\\"#, UInt8(ascii: "$"): #"\$"#,
      UInt8(ascii: "`"): #"\`"#,
    ])

  /// The template has the quotes.
  private static let nginx = QuotingStyle(
    quote: "", replacements: [UInt8(ascii: "\""): #"\""#, UInt8(ascii: "\\"): #"\\"#])

  func write(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: quote.utf8)
    for byte in text.utf8 {
      if let replacement = replacements[byte] {
        bytes.append(contentsOf: replacement.utf8)
      } else {
        bytes.append(byte)
      }
    }
    bytes.append(contentsOf: quote.utf8)
  }
}
