/// What `ShellState` has to know of an unquoted word: how it begins and which
/// shape it has, since both decide how the shell reads the bytes behind it.
struct ShellWord: Hashable, Sendable {
  private enum Shape: Hashable {
    case empty, name, appending, assignment, other
  }

  /// Long enough for the words below, and one byte more.
  private static let lengthLimit = 8
  /// They make the shell evaluate the words of a later list, or read on by other
  /// rules: `declare -i args` turns each into arithmetic, in which `a[$(x)]` runs
  /// `x`; behind `=~` a parenthesis begins a pattern.
  private static let changing = [
    "alias", "declare", "eval", "let", "local", "typeset", "=~",
  ].map { Array($0.utf8) }
  private static let (cases, tests) = (Array("case".utf8), [Array("[".utf8), Array("[[".utf8)])

  private var start: [UInt8] = []
  private var shape = Shape.empty

  var isEmpty: Bool { shape == .empty }
  var isAssignment: Bool { shape == .assignment }
  var isCase: Bool { start == Self.cases }
  var isTest: Bool { Self.tests.contains(start) }
  var changesMeaning: Bool { Self.changing.contains(start) }

  /// `[` may follow and be no subscript: the word is then `[` or `[[`.
  var mayBeTest: Bool { isEmpty || start == Self.tests[0] }
  /// `(`, `name(`, `name=(`. Anything else is a pattern.
  var mayOpenParenthesis: Bool { isEmpty || shape == .name || isAssignment }

  /// - Parameter byte: 0 where something quoted or a value stands.
  mutating func add(_ byte: UInt8) {
    if start.count < Self.lengthLimit { start.append(byte) }
    switch (shape, byte) {
    case (.empty, _) where isNameByte(byte), (.name, _) where isNameByte(byte): shape = .name
    case (.name, UInt8(ascii: "+")): shape = .appending
    case (.name, UInt8(ascii: "=")), (.appending, UInt8(ascii: "=")): shape = .assignment
    default: shape = .other
    }
  }
}
