import FleetDiagnostics
import FleetFormats
import FleetTestSupport
import FleetValues
import Testing

/// Where text may stand, decided when a template is compiled.
@Suite struct SlotTests {
  static let shape = TemplateShape([
    TemplateShape.Field("x", .text), TemplateShape.Field("y", .text),
    TemplateShape.Field("p", .plain), TemplateShape.Field("flag", .flag),
    TemplateShape.Field("list", .list(.item(.text))),
  ])

  static let safe = [
    ("shell/x", "args=(\n  --name {{x}}\n  {{y}}\n)"),
    ("shell/x", "a='it'\nargs=( \"$(echo \")\")\" {{x}} )"),
    ("shell/x", "f() {\n  args=(\n    {{x}}\n  )\n}"),
    ("shell/x", "case $1 in\n  a) true ;;\nesac\nargs=( {{x}})"),
    ("shell/x", "dir=\"$(dirname \"$0\")\"\nargs=(\n{{#list}}\n{{.}}\n{{/list}}\n)"),
    ("shell/x", "args=(\n  a # it's\n  {{x}}\n)\nargs+=({{y}})"),
    (
      "runit/run",
      "#!/bin/sh\nset -- \\\n  {{#flag}}\n  {{x}} \\\n  {{/flag}}\n  a\nexec b \"$@\"\n"
    ),
    ("systemd/x", "ExecStart=/bin/a {{x}} {{y}}\n"),
    ("systemd/x", "ExecStart=-/bin/a \"b c\" \\\n  {{x}}\n"),
    ("systemd/x", "ExecStart={{p}} {{x}}\n"),
    ("systemd/x", "ExecStart=/bin/a \\\n# this\n; isn't\n {{x}}\n"),
    ("systemd/x", "ExecStart=/bin/a b\\\n{{x}}\n"),
    ("systemd/x", "ExecStart=/bin/a b ; /bin/c {{x}}\n"),
    ("systemd/x", "ExecStopPost = /bin/a {{x}}\n"),
    ("systemd/x", "Environment=A={{x}} B={{y}}\n"),
    ("systemd/x", "Environment={{p}}={{x}}\n"),
    ("env/x", "# it's\nA={{x}}\n{{p}}={{y}}\n"),
    ("nginx/x", "http { default_type \"a {{x}}{{y}} b\"; }"),
    ("nginx/x", "geo $a {\n  # it's\n  default \"{{x}}\";\n}\ndefault_type \"{{y}}\";"),
  ]

  static let unsafe = [
    ("shell/x", "args=(\n{{#list}}\n{{x}}\n)\n{{/list}}"),
    ("shell/x", "echo {{x}}"), ("shell/x", "{{x}}"), ("shell/x", "# {{x}}"),
    ("shell/x", "a={{x}}"), ("shell/x", "args=(a{{x}})"), ("shell/x", "args=({{x}}a)"),
    ("shell/x", "args=({{x}}{{y}})"), ("shell/x", "args=('{{x}}')"),
    ("shell/x", "args=(\"{{x}}\")"), ("shell/x", "args=($(echo {{x}}))"),
    ("shell/x", "args=( # {{x}}\n)"), ("shell/x", "args=(\n)\n{{x}}"),
    ("shell/x", "'\nargs=(\n{{x}}\n)'"), ("shell/x", "\"\nargs=(\n{{x}}\n)\""),
    ("shell/x", "cat <<EOF\nargs=(\n{{x}}\n)\nEOF"), ("shell/x", "`\nargs=(\n{{x}}\n)`"),
    ("shell/x", "a=$(\nargs=(\n{{x}}\n))"), ("shell/x", "\"$(\"\nargs=(\n{{x}}\n)"),
    ("shell/x", "\"$(case a in a) echo \"\nargs=(\n{{x}}\n)"),
    ("shell/x", "$'\\''\nargs=(\n{{x}}\n)"), ("shell/x", "(true)# '\nargs=(\n{{x}}\n)"),
    ("shell/x", "declare -i args=({{x}})"), ("shell/x", "eval args=({{x}})"),
    ("shell/x", "args=(\n{{#flag}}\"{{/flag}}\n{{x}}\n)"), ("shell/x", "set -- \\\n a; {{x}}"),
    ("shell/x", "set -- \\\n  a\n{{x}}"), ("shell/x", "args=(\n[{{x}}]=1\n)"),
    ("shell/x", "args=(\n  a\\\n{{x}}\n)"), ("shell/x", "args=(\n{{x}}\\\n)"),
    ("shell/x", "set -- > {{x}}"), ("shell/x", "cat\\\n<\\\n<E\nargs=({{x}})\nE"),
    ("systemd/x", "Description={{x}}"), ("systemd/x", "ExecStart={{x}}"),
    ("systemd/x", "ExecStart=/bin/{{x}}"), ("systemd/x", "ExecStart=/bin/a \"{{x}}\""),
    ("systemd/x", "ExecStart=/bin/a {{x}}b"), ("systemd/x", "ExecStart=/bin/a b{{x}}"),
    ("systemd/x", "ExecStart=:/bin/a {{x}}"), ("systemd/x", "ExecStart=/bin/a ; {{x}}"),
    ("systemd/x", "# {{x}}"), ("systemd/x", "[{{x}}]"), ("systemd/x", "{{x}}=a"),
    ("systemd/x", "ExecStart=/bin/a \\\n# {{x}}\nb"), ("systemd/x", "ExecStart=/bin/a\n{{x}}"),
    ("systemd/x", "Environment={{x}}"), ("systemd/x", "Environment=\"A={{x}}\""),
    ("systemd/x", "Environment=A=b{{x}}"), ("systemd/x", "Environment=A={{x}}b"),
    ("systemd/x", "EnvironmentFile={{x}}"), ("systemd/x", "WorkingDirectory={{x}}"),
    ("env/x", "{{x}}"), ("env/x", "A=b{{x}}"), ("env/x", "A={{x}}b"), ("env/x", "# {{x}}"),
    ("env/x", "A=\"{{x}}\""), ("env/x", "A='\nB={{x}}'"), ("env/x", "# a\\\nB={{x}}"),
    ("nginx/x", "default_type {{x}};"), ("nginx/x", "default_type '{{x}}';"),
    ("nginx/x", "add_header a \"{{x}}\";"), ("nginx/x", "return 200 \"{{x}}\";"),
    ("nginx/x", "map $a $b { default \"{{x}}\"; }"),
    ("nginx/x", "geo $a { 10.0.0.0/8 \"{{x}}\"; }"),
    ("nginx/x", "map $a $b { default_type \"{{x}}\"; }"), ("nginx/x", "{{p}} \"{{x}}\";"),
    ("nginx/x", "# default_type \"{{x}}\";"), ("nginx/x", "a'b default_type \"{{x}}\";"),
    ("nginx/x", "default_type a \"{{x}}\";"), ("nginx/x", "default_type \\\"{{x}}\";"),
    ("nginx/x", "{{#flag}}add_header {{/flag}}default_type \"{{x}}\";"),
    ("redis/x", "requirepass {{x}}"), ("sysctl/x", "a = {{x}}"), ("keepalived/x", "{{x}}"),
    ("sysusers/x", "u a - \"{{x}}\""), ("tmpfiles/x", "f /a - - - - {{x}}"),
    ("njs/x", "const a = '{{x}}'"),
  ]

  /// Each hides a quote, or gives the words of the list below another meaning.
  static let shellBefore = [
    "y[1 #]=2 '", "args[1 #]=2 '", "echo $[ 1 #]'", "echo \"$[ 1 #]\" '", "(( 1 #)) '",
    "echo $(( 1 #)) '", "echo $( ( 1 #)) '", "for ((i = 0; i < 1 #; i++)) '", "x=([1 #]=2 ')",
    "x=([ #']=2 )", "x+=(a [b #]=')", "shopt -s extglob\necho @(a #)'", "echo !(a #)'",
    "[[ a =~ (b #)' ]]", "[[ a == [b #]' ]]", "[[a #]] '", "case $1 in\n  [a #]) ' ;;\nesac",
    "declare -i args", "typeset -i args", "local -i args", "f() { local -i args; }",
    "(true); declare -i args", "declare>x -i args", "builtin declare -i args", "let args=1",
    "eval args=1", "alias set=eval", "cat <<E\nE", "cat <\\\n<E\nE", "cat <<< a", "`a`",
    "echo $'a'", "echo $\"a\"", "echo \"$\\\n(a \")\")\"", "echo $\\\n(a)", "echo $$(a)",
    "echo \"$$(a)\"", "echo >#'", "true;#'", "echo a#'", "echo {{p}}#'", "(\\\n( 1 #)) '",
    "echo ${a:-\\'}", "echo ${a:-'}", "echo \"${a:-\"b}\"", "echo \u{A0}#'", "echo \u{B}#'",
    "x=$({{p}} a in a) b ;; esac)", "x=$(case a in a) b ;; esac)", "diff <(a) b", "[ a[1 #] '",
  ]

  @Test(arguments: shellBefore) func refusesTextAfterShellThatItDoesNotFollow(before: String) {
    for list in ["args=(\n{{x}}\n)\n", "set -- \\\n  {{x}}\n"] {
      let bench = TemplateBench("\(before)\n\(list)", Self.shape, path: "shell/x")
      #expect(bench.findings == ["F0505 x"])
    }
  }

  static let shellThatIsFollowed = [
    "[[ ${A-} != {{p}} ]] && [ -n \"$1\" ]", "echo $# ${#a[@]} \"${b[0]%/*}\" ${c:-/dev}",
    "x=(a 'b' \"$(c)\") y=()", "(: <>\"$1\") 2>/dev/null || f >&2", "f() { g; }", "set -a",
    "if [[ ! -e a ]]; then\n  # it's\n  exit 1\nfi", "case $1 in\n  -h | --help) f ;;\nesac",
  ]

  @Test(arguments: shellThatIsFollowed) func takesTextAfterIt(before: String) {
    let bench = TemplateBench("\(before)\nargs=(\n{{x}}\n)\n", Self.shape, path: "shell/x")
    #expect(bench.findings == [])
  }

  @Test(arguments: safe) func takesText(path: String, template: String) {
    #expect(TemplateBench(template, Self.shape, path: path).findings == [])
  }

  @Test(arguments: unsafe) func refusesTextAtTheHole(path: String, template: String) {
    let bench = TemplateBench(template, Self.shape, path: path)
    let expected = template.contains("{{y}}") ? ["F0505 x", "F0505 y"] : ["F0505 x"]
    #expect(!bench.findings.isEmpty)
    #expect(Set(bench.findings).isSubset(of: expected), "\(bench.findings)")
  }

  /// The same places, with plain values: these may stand anywhere.
  @Test(arguments: unsafe) func takesPlainValues(path: String, template: String) {
    let template = template.replacing("{{x}}", with: "{{p}}").replacing("{{y}}", with: "{{p}}")
    let isAfterEscape = template.contains("\\\"{{p}}\";") || template.contains("\\{{p}}")
    if !isAfterEscape {
      #expect(TemplateBench(template, Self.shape, path: path).findings == [])
    }
  }

  @Test(arguments: [
    ("shell/x", "echo ${{p}}"), ("shell/x", "echo \\{{p}}"), ("systemd/x", "Description=%{{p}}"),
    ("nginx/x", "return 200 ${{p}};"), ("env/x", "A=\\{{p}}"), ("redis/x", "a \"\\{{p}}\""),
    ("tmpfiles/x", "f /%{{p}}"),
  ])
  func refusesEvenPlainValuesAfterAnEscape(path: String, template: String) {
    #expect(TemplateBench(template, Self.shape, path: path).findings == ["F0505 p"])
  }

  @Test(arguments: [("/bin/x", true), ("x", false), ("+/bin/x", false), ("@x", false)])
  func aProgramIsAnAbsolutePath(program: String, isTaken: Bool) throws {
    var bench = TemplateBench("ExecStart=-{{p}} a\n", Self.shape, path: "systemd/x")
    let view = Self.shape.filled(plain: try #require(Plain(program)), text: try Text("x"))
    #expect(bench.render(view) == (isTaken ? "ExecStart=-\(program) a\n" : nil))
    #expect(bench.diagnostics.map(\.descriptor.code) == (isTaken ? [] : ["F0508"]))
  }

  @Test(arguments: [(4000, true), (4200, false)])
  func nginxLinesHaveALimit(length: Int, isTaken: Bool) throws {
    var bench = TemplateBench("# {{p}}\n", Self.shape, path: "nginx/x")
    let long = try #require(Plain(String(repeating: "x", count: length)))
    let text = bench.render(Self.shape.filled(plain: long, text: try Text("x")))
    #expect((text != nil) == isTaken)
  }
}
