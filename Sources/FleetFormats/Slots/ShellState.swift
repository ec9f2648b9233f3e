/// A reader of shell scripts, as far as quoting goes.
///
/// Text is taken only where a value is a whole word of a list that the shell
/// builds without evaluating it again: `args=(` … `)`, and `set -- …`, each on a
/// line of its own. Whatever this reader does not follow (here-documents,
/// backquotes, `$'…'`, `case` inside `$(…)`) makes it give up: from there on no
/// place is known to be safe, and text is refused.
struct ShellState: Hashable, Sendable {
  private enum Context: Hashable {
    case commands, singleQuotes, doubleQuotes, parentheses, braces, array, positional, unknown
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
  /// The word so far, its first five bytes.
  private var word: [UInt8] = []
  private var isWordStart = true
  private var isComment = false
  private var isEscaped = false
  private var last: UInt8 = 0
  private var textHole: Int?

  private var context: Context { contexts.last ?? .unknown }

  var slot: Slot {
    if isComment { return .plain("a comment") }
    if context == .unknown { return .plain("what follows shell that fleetc does not read") }
    let isList = contexts == [.commands, .array] || contexts == [.commands, .positional]
    guard isList else { return .plain("a command, outside 'args=( … )' and 'set -- …'") }
    return isWordStart && !isEscaped ? .shellWord : .plain("the middle of a word")
  }

  mutating func read(_ byte: UInt8) -> Int? {
    let isEnd =
      isBlank(byte) || byte == UInt8(ascii: "\n")
      || (byte == UInt8(ascii: ")") && context == .array)
    let cut = isEnd ? nil : textHole
    textHole = nil
    if isEscaped {
      isEscaped = false
      // A line end that is escaped is nothing at all.
      if byte != UInt8(ascii: "\n") { addToWord(0) }
      last = 0
      return cut
    } else if isComment {
      if byte == UInt8(ascii: "\n") { endLine() }
    } else {
      switch context {
      case .unknown: break
      case .singleQuotes: if byte == UInt8(ascii: "'") { contexts.removeLast() }
      case .doubleQuotes, .braces: readExpansion(byte)
      case .commands, .parentheses, .array, .positional: readCommand(byte)
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
    if !isComment { addToWord(0) }
    return cut
  }

  private mutating func readExpansion(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\\"): isEscaped = true
    case UInt8(ascii: "`"): giveUp()
    case UInt8(ascii: "'"): if context == .braces { giveUp() }
    case UInt8(ascii: "\""):
      if context == .braces { push(.doubleQuotes) } else { contexts.removeLast() }
    case UInt8(ascii: "}"): if context == .braces { contexts.removeLast() }
    case UInt8(ascii: "("): if last == UInt8(ascii: "$") { pushCommands(.parentheses) }
    case UInt8(ascii: "{"): if last == UInt8(ascii: "$") { push(.braces) }
    default: break
    }
  }

  private mutating func readCommand(_ byte: UInt8) {
    let isAfterDollar = last == UInt8(ascii: "$")
    switch byte {
    case UInt8(ascii: "\\"): isEscaped = true
    case UInt8(ascii: "`"): giveUp()
    case UInt8(ascii: "'"): isAfterDollar ? giveUp() : pushQuotes(.singleQuotes)
    case UInt8(ascii: "\""): pushQuotes(.doubleQuotes)
    case UInt8(ascii: "{") where isAfterDollar: push(.braces)
    case UInt8(ascii: "("): openParenthesis(isAfterDollar)
    case UInt8(ascii: ")"): closeParenthesis()
    case UInt8(ascii: "<") where last == UInt8(ascii: "<"): giveUp()
    case UInt8(ascii: "#") where isWordStart: isComment = true
    // A comment after a subshell, part of the word after `$(…)`.
    case UInt8(ascii: "#") where last == UInt8(ascii: ")"): giveUp()
    case UInt8(ascii: "\n"): endLine()
    case UInt8(ascii: " "), UInt8(ascii: "\t"): readBlank(byte)
    case UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"):
      if context == .array { return giveUp() }
      if context == .positional { contexts.removeLast() }
      endWord()
      head = nil
    default: addToWord(byte)
    }
  }

  private mutating func readBlank(_ byte: UInt8) {
    if head != [] { addToHead(byte) }
    endWord()
    if context == .commands && head == Self.positional { push(.positional) }
  }

  private mutating func openParenthesis(_ isAfterDollar: Bool) {
    addToHead(UInt8(ascii: "("))
    let opensArray = context == .commands && Self.arrays.contains { $0 == head }
    let isList = context == .array || context == .positional
    if isList && !isAfterDollar { return giveUp() }
    head = nil
    pushCommands(opensArray ? .array : .parentheses)
  }

  private mutating func closeParenthesis() {
    switch context {
    case .parentheses, .array:
      contexts.removeLast()
      addToWord(0)
    case .positional: giveUp()
    // Outside of any, it ends a pattern of `case`.
    default: endWord()
    }
  }

  private mutating func endWord() {
    // A pattern of `case` has a parenthesis that closes nothing.
    if context == .parentheses && word == Array("case".utf8) { giveUp() }
    word = []
    isWordStart = true
  }

  private mutating func endLine() {
    if context == .positional { contexts.removeLast() }
    isComment = false
    endWord()
    head = []
  }

  private mutating func addToWord(_ byte: UInt8) {
    addToHead(byte)
    if word.count < 5 { word.append(byte) }
    isWordStart = false
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
    word = []
    isWordStart = true
  }

  private mutating func push(_ context: Context) {
    if contexts.count == Self.depthLimit { giveUp() } else { contexts.append(context) }
  }

  private mutating func giveUp() { contexts = [.unknown] }
}
