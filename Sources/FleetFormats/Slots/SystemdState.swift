/// A reader of unit files, as far as systemd's own splitting of `Exec…` and
/// `Environment=` lines into words goes.
///
/// Two of its rules surprise. A backslash at the end of a line is a blank, in
/// quotes as well; and a line that begins with `#` or `;` right after one is
/// skipped, so that a quote in it opens nothing.
struct SystemdState: Hashable, Sendable {
  private enum Line: Hashable {
    case start, comment, header, key([UInt8]), other, command, environment
  }

  /// How far a word of `Environment=` has come.
  private enum Assignment: Hashable { case none, name, equals, value }

  /// The keys whose values are command lines.
  static let commandKeys: Set<String> = [
    "ExecCondition", "ExecReload", "ExecStart", "ExecStartPost", "ExecStartPre", "ExecStop",
    "ExecStopPost",
  ]
  private static let keyLimit = 24

  private var line = Line.start
  private var quote: UInt8?
  private var isEscaped = false
  /// At the beginning of a line that continues the one before.
  private var isContinued = false
  private var isSkipping = false
  private var isInWord = false
  private var isSeparator = false
  /// 0 in the program, 1 after it.
  private var word = 0
  /// Nothing yet of the program but the characters that say how it runs.
  private var isPrefixOnly = true
  /// A `:` before the program turns off `$`, and with it the writing of one.
  private var hasDollars = true
  private var assignment = Assignment.none
  private var textHole: Int?

  var slot: Slot {
    if isSkipping { return .plain("a comment") }
    switch line {
    case .start, .key: return .plain("a key")
    case .comment: return .plain("a comment")
    case .header: return .plain("a section's header")
    case .other: return .plain("a value that is no command and no environment")
    case .command:
      if word == 0 {
        return isPrefixOnly && quote == nil ? .systemdProgram : .plain("the path of a program")
      }
      if quote != nil || isInWord || isEscaped { return .plain("the middle of an argument") }
      return hasDollars ? .systemdArgument : .plain("a command whose ':' turns off '$'")
    case .environment:
      return assignment == .equals && quote == nil
        ? .systemdEnvironment : .plain("an Environment line, other than right after 'NAME='")
    }
  }

  mutating func read(_ byte: UInt8) -> Int? {
    let cut = isBlank(byte) || byte == UInt8(ascii: "\n") ? nil : textHole
    textHole = nil
    if isEscaped {
      isEscaped = false
      if byte == UInt8(ascii: "\n") {
        continueLine()
        return cut
      }
      readWord(byte, isLiteral: true)
    } else if isSkipping {
      if byte == UInt8(ascii: "\n") { (isSkipping, isContinued) = (false, true) }
    } else if byte == UInt8(ascii: "\n") {
      self = SystemdState()
    } else if isContinued && (byte == UInt8(ascii: "#") || byte == UInt8(ascii: ";")) {
      isSkipping = true
    } else {
      isContinued = isContinued && isBlank(byte)
      readLine(byte)
    }
    return cut
  }

  mutating func pass(hole: Int, isText: Bool) -> Int? {
    let cut = textHole
    textHole = isText ? hole : nil
    if isSkipping { return cut }
    switch line {
    // No key that is known begins with a NUL.
    case .start, .key: line = .key([0])
    case .comment, .header, .other: break
    case .command, .environment: readWord(UInt8(ascii: "x"), isLiteral: true)
    }
    return cut
  }

  private mutating func continueLine() {
    if quote == nil { endWord() }
    isContinued = true
  }

  private mutating func readLine(_ byte: UInt8) {
    switch line {
    case .start:
      switch byte {
      case UInt8(ascii: "#"), UInt8(ascii: ";"): line = .comment
      case UInt8(ascii: "["): line = .header
      default: if !isBlank(byte) { line = .key([byte]) }
      }
    case .key(let key):
      if byte == UInt8(ascii: "=") {
        line = Self.value(of: key)
      } else if !isBlank(byte) && key.count <= Self.keyLimit {
        line = .key(key + [byte])
      }
    case .comment, .header: break
    case .other: isEscaped = byte == UInt8(ascii: "\\")
    case .command, .environment:
      if byte == UInt8(ascii: "\\") { isEscaped = true } else { readWord(byte) }
    }
  }

  private static func value(of key: [UInt8]) -> Line {
    let name = String(decoding: key, as: UTF8.self)
    if name == "Environment" { return .environment }
    return commandKeys.contains(name) ? .command : .other
  }

  private mutating func readWord(_ byte: UInt8, isLiteral: Bool = false) {
    if !isLiteral {
      if let open = quote {
        if byte == open { quote = nil }
        return
      }
      if isBlank(byte) { return endWord() }
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
    }
    isSeparator = !isInWord && !isLiteral && byte == UInt8(ascii: ";")
    readAssignment(byte, isLiteral: isLiteral)
    if word == 0 {
      if byte == UInt8(ascii: ":") && !isLiteral { hasDollars = false }
      isPrefixOnly = isPrefixOnly && Array("-@:+!|".utf8).contains(byte) && !isLiteral
    }
    isInWord = true
  }

  private mutating func readAssignment(_ byte: UInt8, isLiteral: Bool) {
    if !isInWord { assignment = .name }
    let isName = isNameByte(byte) || isLiteral
    switch assignment {
    case .name: assignment = byte == UInt8(ascii: "=") ? .equals : isName ? .name : .none
    case .equals: assignment = .value
    case .none, .value: break
    }
  }

  private mutating func endWord() {
    guard isInWord else { return }
    isInWord = false
    assignment = .none
    if isSeparator {
      (word, isPrefixOnly, hasDollars) = (0, true, true)
    } else {
      word = 1
    }
    isSeparator = false
  }
}
