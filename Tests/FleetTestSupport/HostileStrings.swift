/// Strings that have broken generated files somewhere: what every slot of every
/// format must hand through unchanged, or refuse.
package enum HostileStrings {
  package static let all: [String] = harmless + quotes + shell + formats + unicode + controls + long

  private static let harmless = ["", " ", "  two  ", "a", "-", "--", "-rf", "a b", "~", "~/x", "."]

  private static let quotes = [
    "'", "\"", "''", "\"\"", "'\\''", "\\", "\\\\", "ends with \\", "\\n", "\\x41\\101", "\\\"",
    "a\"b'c\\d", "`", "it's \"quoted\"", "'; id; '", "\"; id; \"", "\\'", "x\\\"; }",
  ]

  private static let shell = [
    "$", "$$", "$x", "${x}", "$(id)", "`id`", "$((1+1))", "!", "!!", "*", "?", "[a]", "{a,b}", ";",
    "&", "&&", "|", "a;b", ">x", "<x", "<<EOF", "#", "# x", "a #b", "(", ")", "args=(", "x)",
    "${a[$(id)]}", "$'x'", "a[$(id)]", "if", "=", "a=b", "%n",
  ]

  private static let formats = [
    "%", "%%", "%n %h %%", "%s%s", "{", "}", "};", "{{", "}}", "{{x}}", "{{{x}}}", "$host",
    "${host}", "~^x", "default", "include", "a: b", ": ", " #", "- x", "? x", "[", "]", "null",
    "no", "022", "0x1f", "1e3", "12:30:45", "2027-06-01", "=", "<<", "&a", "*a", "!tag", "@", "|",
    ">", "%YAML", "---", "...", "1_000", ".5", ".inf", "true", "Yes", "y", "[Service]",
    "ExecStart=/bin/id", ";x", "@x", "+x", ":x", "/dev/null",
  ]

  private static let unicode =
    [
      "é", "e\u{301}", "日本語", "🦙", "👩‍👩‍👧", "\u{A0}", "\u{FEFF}x", "\u{2003}", "\u{FFFD}",
      "\u{202E}x", "\u{200F}", "\u{2066}x",
      "\u{2028}", "\u{2029}",
    ] + noncharacters

  /// Code points that Unicode reserves; a Swift literal may not hold them.
  private static let noncharacters = [UInt32(0xFFFE), 0xFFFF, 0xFDD0, 0x1FFFF, 0x10FFFF]
    .compactMap { Unicode.Scalar($0).map { String(Character($0)) } }

  private static let controls = [
    "\0", "a\0b", "\n", "a\nb", "a\nExecStart=/bin/id", "\r", "\r\n", "\t", "a\tb", "\u{1B}[31m",
    "\u{7F}", "\u{85}", "\u{9B}", "\u{8}",
  ]

  private static let long = [
    String(repeating: "x", count: 2048), String(repeating: "\"", count: 2048),
    String(repeating: "'", count: 2048), String(repeating: "\\", count: 2048),
    String(repeating: "$", count: 2048), String(repeating: "%", count: 2048),
    String(repeating: "é", count: 1024), String(repeating: "x", count: 65536),
  ]
}
