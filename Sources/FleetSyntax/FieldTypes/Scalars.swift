package import FleetValues

extension FieldType where Value == Bool {
  /// `true` or `false`, in this spelling only.
  package static let boolean = FieldType.scalar("`true` or `false`", .boolean) { text in
    switch text {
    case "true": .value(true)
    case "false": .value(false)
    default: .wrong(meant: booleanSpelling(of: text))
    }
  }

  private static func booleanSpelling(of text: String) -> String? {
    switch text.lowercased() {
    case "yes", "on", "y", "true": "true"
    case "no", "off", "n", "false": "false"
    default: nil
    }
  }
}

extension FieldType where Value == Text {
  /// Text of one line that may end up, quoted, in a generated file.
  package static let text = text(mustBe: "text of one line")

  package static func text(mustBe noun: String) -> FieldType {
    .scalar(noun, .text) { string in
      do throws(Text.Problem) {
        return .value(try Text(string))
      } catch {
        return .refused(reason: error.description)
      }
    }
  }
}

extension FieldType where Value == String {
  /// Text for people, of several lines if need be.
  package static let prose = FieldType.scalar("text", .text) { string in
    if let problem = Text.problem(in: string, lineEnds: true) {
      return .refused(reason: problem.description)
    }
    return .value(string)
  }
}

extension FieldType where Value == Port {
  package static let port = FieldType<Int>.integer(1...65535).map { number in
    guard let port = Port(number) else { broken("a port was read that is none") }
    return port
  }
}

extension FieldType where Value == PortRange {
  /// `8100-8199`, or one port.
  package static let portRange = FieldType.scalar(
    "a port or a range such as `8100-8199`", .quantity("port range", example: "8100-8199")
  ) { text in
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
      .map { DecimalNumber.wholeNumber($0).flatMap(Port.init) }
    guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
      let range = PortRange(first, last)
    else { return .wrong(meant: nil) }
    return .value(range)
  }
}

extension FieldType where Value == Host {
  package static let host = FieldType.scalar(
    "an IP address or a DNS name", .quantity("address", example: "192.168.1.10")
  ) { text in
    guard let host = Host(text) else { return .wrong(meant: nil) }
    return host.address?.mapped.map(Parsed.refused(asMapped:)) ?? .value(host)
  }
}

extension Parsed {
  fileprivate static func refused(asMapped address: IPAddress) -> Parsed {
    .refused(reason: "is an IPv4 address in IPv6 form: write '\(address)'")
  }
}

extension FieldType where Value == IPAddress {
  package static let address = FieldType.scalar(
    "an IP address", .quantity("IP address", example: "192.168.1.10")
  ) { text in
    guard let address = IPAddress(text) else { return .wrong(meant: nil) }
    return address.mapped.map(Parsed.refused(asMapped:)) ?? .value(address)
  }
}

extension FieldType where Value == EngineVersion {
  package static let version = FieldType.scalar(
    "a version such as `0.32.0` or `b10488`", .quantity("version", example: "0.32.0")
  ) { EngineVersion($0).map(Parsed.value) ?? .wrong(meant: nil) }
}

extension FieldType where Value == CalendarDate {
  package static let date = FieldType.scalar(
    "a date such as `2027-06-01`", .quantity("date", example: "2027-06-01")
  ) { text in
    guard let date = CalendarDate(text) else { return .wrong(meant: nil) }
    // No fleet waits for one, and a message would show it without its zeros.
    return date.year < 1000 ? .refused(reason: "must be of the year 1000 or later") : .value(date)
  }
}

extension FieldType where Value == ElementID {
  package static let element = FieldType.scalar(
    "an element such as `node:box`, `gpu:box/0` or `link:lan`",
    .quantity("element", example: "node:box")
  ) { ElementID($0).map(Parsed.value) ?? .wrong(meant: nil) }
}

extension FieldType where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// One of a few words. A word that comes later is `not-yet`, not unknown.
  package static func keyword(later: [String] = []) -> FieldType {
    let words = Value.allCases.map(\.rawValue)
    let noun = "one of \(words.map { "`\($0)`" }.joined(separator: ", "))"
    return FieldType(noun, .keywords(words + later)) { node, label, diagnostics in
      guard let text = node.text else {
        diagnostics.append(.wrongType(label, mustBe: noun, not: node))
        return nil
      }
      if let value = Value(rawValue: text) { return value }
      if later.contains(text) {
        diagnostics.append(.notYet(word: text, label: label, at: node.span))
      } else {
        diagnostics.append(
          .wrongType(
            label, mustBe: noun, not: node, meant: nearestName(to: text, in: words + later)))
      }
      return nil
    }
  }
}
