/// Text that is safe anywhere in any generated file: names, numbers, ports,
/// addresses, versions, plain paths. `[A-Za-z0-9_./:,@+-]`, not empty and not
/// beginning with `-`, so that it can never be taken for an option.
package struct Plain: Hashable, Sendable {
  package let text: String

  package init?(_ text: String) {
    guard !text.isEmpty, text.utf8.first != UInt8(ascii: "-"), text.utf8.allSatisfy(Self.accepts)
    else { return nil }
    self.text = text
  }

  /// A text of our own, or one that was judged plain before.
  package init(known text: String) {
    guard let plain = Plain(text) else { broken("'\(text)' is not plain") }
    self = plain
  }

  package init(_ number: some BinaryInteger) {
    invariant(number >= 0, "a negative number begins with a hyphen")
    text = String(number)
  }

  package init(_ port: Port) { text = String(port.number) }
  package init(_ name: Name<some NameKind>) { text = name.text }
  package init(_ address: IPAddress) { text = address.description }
  package init(_ version: EngineVersion) { text = version.text }

  package static func accepts(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    case UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"),
      UInt8(ascii: ","), UInt8(ascii: "@"), UInt8(ascii: "+"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

extension Plain: CustomStringConvertible {
  package var description: String { text }
}
