package import FleetValues

extension FieldType where Value == Plain {
  /// An absolute path that may stand anywhere in any file: programs and folders
  /// end up where no format has a safe way to quote.
  package static let plainPath = FieldType.scalar(
    "an absolute path of letters, digits and `_./:,@+-`",
    .quantity("path", example: "/srv/models")
  ) { text in
    guard text.hasPrefix("/"), let plain = Plain(text) else { return .wrong(meant: nil) }
    if let reason = PathLength.refusal(of: text) { return .refused(reason: reason) }
    if hasDashes(text) { return .refused(reason: "has a part that begins with `-`") }
    return hasDots(text) ? .refused(reason: "must not climb with `..`") : .value(plain)
  }

  /// The name of a user of the system, as `useradd` accepts it.
  package static let userName = FieldType.scalar(
    "a user name such as `fleetc`", .quantity("user", example: "fleetc")
  ) { text in
    let isName = text.utf8.enumerated().allSatisfy { index, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): index > 0
      default: false
      }
    }
    guard isName, (1...32).contains(text.utf8.count), let plain = Plain(text) else {
      return .wrong(meant: nil)
    }
    return .value(plain)
  }

  /// Below the root of a machine such a part would be taken for an option.
  private static func hasDashes(_ path: String) -> Bool {
    path.split(separator: "/").contains { $0.hasPrefix("-") }
  }

  private static func hasDots(_ path: String) -> Bool {
    path.split(separator: "/").contains("..")
  }
}

extension FieldType where Value == Text {
  /// A path of a file that an engine opens: any text, absolute or relative.
  package static let filePath = FieldType<Text>.scalar("a path", .text) { string in
    if let reason = PathLength.refusal(of: string) { return .refused(reason: reason) }
    do throws(Text.Problem) {
      return .value(try Text(string))
    } catch {
      return .refused(reason: error.description)
    }
  }

  /// The name of an environment variable.
  package static func isVariableName(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.enumerated().allSatisfy { index, byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "_"):
          true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): index > 0
        default: false
        }
      }
  }
}

/// How long a path may be: of a folder and a file below it, joined, a text must
/// still be able to hold the whole.
private enum PathLength {
  private static let byteLimit = 1000

  static func refusal(of path: String) -> String? {
    if path.isEmpty { return "is empty" }
    let count = path.utf8.count
    return count > byteLimit ? "is \(count) bytes long, of \(byteLimit) at most" : nil
  }
}
