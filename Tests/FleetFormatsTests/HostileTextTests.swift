import FleetFormats
import FleetJSON
import FleetTestSupport
import FleetValues
import Foundation
import Testing

/// Each slot, filled with each hostile string and read by the program that the
/// file is for: the string comes back identical, or it was refused where it was
/// written.
@Suite struct HostileTextTests {
  @Test func thereAreManyAndTextRefusesSome() {
    #expect(HostileTexts.all.count >= 100)
    #expect(HostileStrings.all.count - HostileTexts.all.count >= 20)
  }

  @Test(arguments: [
    ("bash", "args=(\n{{#items}}\n  {{x}}\n{{/items}}\n)\nprintf '%s\\0' \"${args[@]}\"\n"),
    ("bash", "args=({{#items}} {{x}}{{/items}})\nprintf '%s\\0' \"${args[@]}\"\n"),
    (
      "bash",
      "args=()\nargs+=( {{#items}}{{x}} # not \"\n{{/items}})\nprintf '%s\\0' \"${args[@]}\"\n"
    ),
    ("bash", "set -- \\\n{{#items}}\n  {{x}} \\\n{{/items}}\n\nprintf '%s\\0' \"$@\"\n"),
    ("dash", "set -- \\\n{{#items}}\n  {{x}} \\\n{{/items}}\n\nprintf '%s\\0' \"$@\"\n"),
    ("dash", "set -- {{#items}} {{x}} {{/items}}\nprintf '%s\\0' \"$@\"\n"),
  ])
  func shellsReadWhatWasWritten(shell: String, template: String) throws {
    let script = try #require(
      NamedText.render(HostileTexts.all, template, path: "shell/x.sh"), "a slot was refused")
    let result = try Tool(shell, from: .debian(shell)).run([], input: Data(script.utf8))
    #expect(result.errors == "")
    #expect(result.parts == HostileTexts.all.map(\.string))
  }

  @Test func systemdReadsWhatWasWritten() throws {
    let (texts, refused) = HostileTexts.accepted(
      by: "[Service]\nExecStart=/bin/x {{x}}\nEnvironment=A={{x}}\n", path: "systemd/x.service")
    #expect(refused > 0 && texts.count + refused == HostileTexts.all.count)
    let template = """
      [Service]
      Type=oneshot
      {{#items}}
      Environment={{name}}={{x}} B{{name}}={{x}}
      {{/items}}
      ExecStart=/bin/x one \\
        # A comment that isn't read.
      {{#items}}
        {{x}} \\
      {{/items}}
        last{{#items}} {{x}}{{/items}}

      """
    let unit = try #require(NamedText.render(texts, template, path: "systemd/x.service"))
    let dump = try SystemdManager.dump(of: unit)
    let strings = texts.map(\.string)
    #expect(
      Set(dump.environment)
        == Set(
          strings.enumerated().flatMap { ["v\($0)=\($1)", "Bv\($0)=\($1)"] }))
    #expect(dump.arguments == ["/bin/x", "one"] + strings + ["last"] + strings)
  }

  @Test func environmentFilesAreReadAsWritten() throws {
    let (texts, refused) = HostileTexts.accepted(by: "A={{x}}\n", path: "env/x")
    #expect(refused > 0 && texts.count + refused == HostileTexts.all.count)
    let template = "{{#items}}\n{{name}}={{x}}\n{{/items}}\n"
    // The names are those that systemd reads of os-release: one parser, four at a time.
    let names = SystemdManager.releaseFields.map(\.name)
    for start in stride(from: 0, to: texts.count, by: names.count) {
      let batch = texts[start..<min(start + names.count, texts.count)]
      let items = zip(names, batch).map { NamedText(name: $0, text: $1) }
      var bench = TemplateBench(template, NamedText.list.shape, path: "env/x")
      let rendered = bench.render(NamedText.list.view(of: items))
      let file = try #require(rendered)
      #expect(try SystemdManager.values(ofEnvironmentFile: file, names) == batch.map(\.string))
    }
    // It is not made to be sourced; if it is, nothing happens but assignments.
    let file = try #require(NamedText.render(texts, template, path: "env/x"))
    let echoes = texts.indices.map { "printf '%s\\0' \"$v\($0)\"\n" }.joined()
    let result = try Tool("dash", from: .debian("dash")).run(
      [], input: Data((file + echoes).utf8))
    #expect(result.parts == texts.map(\.string))
  }

  @Test func nginxReadsWhatWasWritten() throws {
    let (texts, refused) = HostileTexts.accepted(
      by: "default_type \"{{x}}\";\n", path: "nginx/x.conf")
    #expect(refused > 0 && texts.count + refused == HostileTexts.all.count)
    let template = """
      {{#items}}
      geo $geo_{{name}} {
        default "<{{x}}>";
      }
      {{/items}}
      server {
        listen unix:SOCKET;
      {{#items}}
        location = /{{name}} {
          default_type "{{x}}";
          return 200 "$geo_{{name}}";
        }
      {{/items}}
      }

      """
    let site = try #require(NamedText.render(texts, template, path: "nginx/x.conf"))
    let answers = try LiveNginx.answers(of: site, to: texts.indices.map { "/v\($0)" })
    #expect(answers.map(\.type) == texts.map(\.string))
    #expect(answers.map(\.body) == texts.map { "<\($0)>" })
  }
}
