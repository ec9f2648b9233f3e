/// A reader of nginx configuration, as far as nginx's own splitting into words
/// goes.
///
/// Most directives evaluate `$name` in their words and know no way to write a
/// `$`, so text is taken only inside the quotes of those in `safe`. Each was
/// tried with a live nginx. `add_header`, `return`, `map`, `proxy_set_header`,
/// `alias` and `root` all evaluate.
struct NginxState: Hashable, Sendable {
  /// A directive whose first word is taken as it is written.
  private struct SafeDirective: Hashable { var block: String?, directive: String }

  private static let safe: Set<SafeDirective> = [
    SafeDirective(block: nil, directive: "default_type"),
    SafeDirective(block: "geo", directive: "default"),
  ]
  /// Longer names are none that matters, and deeper blocks none that exists.
  private static let (nameLimit, depthLimit) = (24, 16)

  /// The names of the blocks around; an empty one is not known.
  private var blocks: [[UInt8]] = []
  private var directive: [UInt8]? = []
  /// Which word of the statement, 2 standing for all later ones.
  private var word = 0
  private var isInWord = false
  private var quote: UInt8?
  private var isEscaped = false
  private var isAfterDollar = false
  private var isComment = false

  var slot: Slot {
    if isComment { return .plain("a comment") }
    guard quote == UInt8(ascii: "\"") else { return .plain("a word without double quotes") }
    let name = directive.map { String(decoding: $0, as: UTF8.self) } ?? ""
    let block = blocks.last.map { String(decoding: $0, as: UTF8.self) }
    let isSafe =
      word == 1
      && [nil, block].contains { Self.safe.contains(SafeDirective(block: $0, directive: name)) }
      // In a `map`, `default` evaluates; in a `types`, a name is a suffix.
      && !(block == "types" || block == "map" || block == "")
    return isSafe ? .nginxQuoted : .plain("a directive that is not listed as safe for text")
  }

  mutating func read(_ byte: UInt8) {
    if isComment {
      isComment = byte != UInt8(ascii: "\n")
    } else if isEscaped {
      isEscaped = false
      if quote == nil { addToWord(byte) }
    } else if byte == UInt8(ascii: "\\") {
      isEscaped = true
      if quote == nil { addToWord(byte) }
    } else if let open = quote {
      if byte == open {
        quote = nil
        endWord()
      }
    } else {
      readUnquoted(byte)
    }
    isAfterDollar = byte == UInt8(ascii: "$")
  }

  mutating func passHole() {
    isEscaped = false
    isAfterDollar = false
    if isComment || quote != nil { return }
    if word == 0 { directive = nil }
    isInWord = true
  }

  private mutating func readUnquoted(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: ";"): endStatement()
    case UInt8(ascii: "{") where !isAfterDollar:
      let name = directive ?? []
      endStatement()
      // Too deep to be real; forgetting the names makes the place unsafe.
      blocks = blocks.count < Self.depthLimit ? blocks + [name] : [[]]
    case UInt8(ascii: "}") where !isInWord:
      endStatement()
      _ = blocks.popLast()
    case UInt8(ascii: "#") where !isInWord: isComment = true
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      if isInWord { return addToWord(byte) }
      if word == 0 { directive = nil }
      (isInWord, quote) = (true, byte)
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): endWord()
    default: addToWord(byte)
    }
  }

  private mutating func addToWord(_ byte: UInt8) {
    isInWord = true
    guard word == 0, let name = directive else { return }
    directive = name.count < Self.nameLimit ? name + [byte] : nil
  }

  private mutating func endWord() {
    if isInWord { word = min(2, word + 1) }
    isInWord = false
  }

  private mutating func endStatement() {
    directive = []
    word = 0
    isInWord = false
  }
}
