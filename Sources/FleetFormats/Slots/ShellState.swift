/// A reader of shell scripts, as far as quoting goes.
///
/// Text is taken only where a value is a whole word of a list that the shell
/// builds without evaluating it again: `args=(` … `)`, and `set -- …`, each on a
/// line of its own. Whatever this reader does not surely follow makes it give up:
/// from there on no place is known to be safe, and text is refused. That is
/// what it does not know, and all that hides quotes or a `#` from one of the two
/// shells: here-documents, backquotes, `$'…'`, subscripts, arithmetic, patterns
/// with parentheses, `case` inside `$(…)`.
struct ShellState: Hashable, Sendable {
  private enum Context: Hashable {
    case commands, singleQuotes, doubleQuotes, parentheses, braces, array, otherArray
    case positional, unknown
  }

  /// What opens a list, at the beginning of a line.
  private static let (arrays, positional): ([[UInt8]], [UInt8]) = (
    [Array("args=(".utf8), Array("args+=(".utf8)], Array("set -- ".utf8)
  )
  /// A script that is nested deeper is none that we follow.
  private static let depthLimit = 16

  private var contexts: [Context] = [.commands]
  /// The line so far, while it may still open a list.
  private var head: [UInt8]? = []
  private var word = ShellWord()
  private var isComment = false
  private var isEscaped = false
  /// The byte before a backslash was a blank, so that a line end may follow.
  private var mayJoinLines = false
  private var last = UInt8(ascii: "\n")
  private var textHole: Int?

  private var context: Context { contexts.last ?? .unknown }
  private var isList: Bool { [.array, .otherArray, .positional].contains(context) }

  var slot: Slot {
    if isComment { return .plain("a comment") }
    if context == .unknown { return .plain("what follows shell that fleetc does not read") }
    let takesText = contexts == [.commands, .array] || contexts == [.commands, .positional]
    guard takesText else { return .plain("a command, outside 'args=( … )' and 'set -- …'") }
    return word.isEmpty && !isEscaped ? .shellWord : .plain("the middle of a word")
  }

  mutating func read(_ byte: UInt8) -> Int? {
    let isEnd =
      isBlank(byte) || byte == UInt8(ascii: "\n")
      || (byte == UInt8(ascii: ")") && context == .array)
    let cut = isEnd ? nil : textHole
    textHole = nil
    if isEscaped {
      isEscaped = false
      // A line end that is escaped is nothing at all, and what is around it is one.
      if byte != UInt8(ascii: "\n") { addToWord(0) } else if !mayJoinLines { giveUp() }
      last = 0
      return cut
    } else if isComment {
      if byte == UInt8(ascii: "\n") { endLine() }
    } else {
      switch context {
      case .unknown: break
      case .singleQuotes: if byte == UInt8(ascii: "'") { contexts.removeLast() }
      case .doubleQuotes: readQuoted(byte)
      case .braces: readBraces(byte)
      case .commands, .parentheses, .array, .otherArray, .positional: readCommand(byte)
      }
    }
    last = byte
    return cut
  }

  mutating func pass(hole: Int, isText: Bool) -> Int? {
    let cut = textHole
    textHole = isText ? hole : nil
    isEscaped = false
    last = 0
    // It may be `case`.
    if context == .parentheses && word.isEmpty && !isComment { giveUp() }
    if !isComment { addToWord(0) }
    return cut
  }

  private mutating func readQuoted(_ byte: UInt8) {
    let isAfterDollar = last == UInt8(ascii: "$")
    switch byte {
    case UInt8(ascii: "\\") where !isAfterDollar: (isEscaped, mayJoinLines) = (true, true)
    case UInt8(ascii: "`"): giveUp()
    case UInt8(ascii: "\""): contexts.removeLast()
    case UInt8(ascii: "(") where isAfterDollar: pushCommands(.parentheses)
    case UInt8(ascii: "{") where isAfterDollar: push(.braces)
    // `$[`, `$$(`, and `$(` with a line end in between.
    case UInt8(ascii: "[") where isAfterDollar: giveUp()
    case UInt8(ascii: "$") where isAfterDollar: giveUp()
    case UInt8(ascii: "\\"): giveUp()
    default: break
    }
  }

  /// Names, subscripts and patterns without anything that could quote.
  private mutating func readBraces(_ byte: UInt8) {
    if byte == UInt8(ascii: "}") {
      contexts.removeLast()
    } else if !isNameByte(byte) && !"[]@*#%:-+=?/!.,~^".utf8.contains(byte) {
      giveUp()
    }
  }

  private mutating func readCommand(_ byte: UInt8) {
    let isAfterDollar = last == UInt8(ascii: "$")
    switch byte {
    case UInt8(ascii: "\\"):
      if isAfterDollar { return giveUp() }
      isEscaped = true
      mayJoinLines = isBlank(last) || last == UInt8(ascii: "\n")
    case UInt8(ascii: "`"): giveUp()
    case UInt8(ascii: "$") where isAfterDollar: giveUp()
    case UInt8(ascii: "'"): isAfterDollar ? giveUp() : pushQuotes(.singleQuotes)
    case UInt8(ascii: "\""): isAfterDollar ? giveUp() : pushQuotes(.doubleQuotes)
    case UInt8(ascii: "{") where isAfterDollar: push(.braces)
    case UInt8(ascii: "("): openParenthesis(isAfterDollar)
    case UInt8(ascii: ")"): closeParenthesis()
    case UInt8(ascii: "["): isList || !word.mayBeTest ? giveUp() : addToWord(byte)
    case UInt8(ascii: "<"), UInt8(ascii: ">"): readRedirection(byte)
    case UInt8(ascii: "#") where isAfterDollar: addToWord(byte)
    case UInt8(ascii: "#"):
      // After anything else it is a comment to one shell, part of a word to another.
      let begins = isBlank(last) || last == UInt8(ascii: "\n")
      if word.isEmpty && begins { isComment = true } else { giveUp() }
    case UInt8(ascii: "\n"): endLine()
    case UInt8(ascii: " "), UInt8(ascii: "\t"): readBlank(byte)
    case UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"):
      if context == .array || context == .otherArray { return giveUp() }
      if context == .positional { contexts.removeLast() }
      endWord()
      head = nil
    // What is a blank beyond these two depends on the locale.
    case 0x21...0x7E: addToWord(byte)
    default: giveUp()
    }
  }

  private mutating func readRedirection(_ byte: UInt8) {
    if isList || (byte == last && byte == UInt8(ascii: "<")) { return giveUp() }
    endWord()
    addToWord(byte)
  }

  private mutating func readBlank(_ byte: UInt8) {
    if head != [] { addToHead(byte) }
    endWord()
    if context == .commands && head == Self.positional { push(.positional) }
  }

  private mutating func openParenthesis(_ isAfterDollar: Bool) {
    // `((` is arithmetic, and a parenthesis in a word a pattern.
    if last == UInt8(ascii: "(") || !(isAfterDollar || word.mayOpenParenthesis) { return giveUp() }
    if isList && !isAfterDollar { return giveUp() }
    addToHead(UInt8(ascii: "("))
    let opensArgs = context == .commands && Self.arrays.contains { $0 == head }
    head = nil
    let isArray = !isAfterDollar && word.isAssignment
    pushCommands(opensArgs ? .array : isArray ? .otherArray : .parentheses)
  }

  private mutating func closeParenthesis() {
    switch context {
    case .parentheses, .array, .otherArray:
      contexts.removeLast()
      addToWord(0)
    case .positional: giveUp()
    // Outside of any, it ends a pattern of `case`.
    default: endWord()
    }
  }

  private mutating func endWord() {
    // A pattern of `case` has a parenthesis that closes nothing.
    if context == .parentheses && word.isCase { giveUp() }
    if !isList && word.changesMeaning { giveUp() }
    word = ShellWord()
  }

  private mutating func endLine() {
    if context == .positional { contexts.removeLast() }
    isComment = false
    endWord()
    head = []
  }

  private mutating func addToWord(_ byte: UInt8) {
    addToHead(byte)
    if word.isTest && byte != UInt8(ascii: "[") { giveUp() }
    word.add(byte)
  }

  private mutating func addToHead(_ byte: UInt8) {
    guard let text = head else { return }
    head = text.count < Self.positional.count && byte != 0 ? text + [byte] : nil
  }

  private mutating func pushQuotes(_ context: Context) {
    addToWord(0)
    push(context)
  }

  private mutating func pushCommands(_ context: Context) {
    push(context)
    word = ShellWord()
  }

  private mutating func push(_ context: Context) {
    if self.context == .unknown { return }
    if contexts.count == Self.depthLimit { giveUp() } else { contexts.append(context) }
  }

  private mutating func giveUp() { contexts = [.unknown] }
}
