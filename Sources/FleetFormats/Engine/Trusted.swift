package import FleetValues

/// Text that no user's string can become: written by us, or made of `Plain`.
///
/// It is the one thing that `{{{x}}}` accepts, since it goes into a file as it
/// is. There is no way from a `String` or a `Text` to here, and there must never
/// be one: whoever needs it needs a slot that quotes.
package struct Trusted: Hashable, Sendable {
  package let text: String

  package init(_ literal: StaticString) { text = "\(literal)" }
  package init(_ plain: Plain) { text = plain.text }

  /// For the printers of this module, which own the quoting of what they print.
  init(printed text: String) { self.text = text }

  package static func + (left: Trusted, right: Trusted) -> Trusted {
    Trusted(printed: left.text + right.text)
  }

  package static func joined(_ parts: [Trusted], by separator: StaticString) -> Trusted {
    Trusted(printed: parts.map(\.text).joined(separator: "\(separator)"))
  }
}
