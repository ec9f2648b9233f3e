import FleetFormats
import FleetJSON
import FleetTestSupport
import FleetValues
import Foundation
import Testing

/// Documents come back from other programs' readers as they were.
@Suite struct DocumentTests {
  /// Strings everywhere: as keys, values, items, items of items.
  static let strings: Document = .mapping([
    "values": .sequence(HostileStrings.all.map(Document.string)),
    "keys": .mapping(
      Array(Set(HostileStrings.all)).sorted().map { Document.Entry($0, .string($0)) }),
    "nested": .sequence(
      HostileStrings.all.map { ["a": .sequence([[.string($0)], []]), "b": [:], "c": .string($0)] }),
    "numbers": [
      0, -1, .integer(Int.max), true, false, .null, .decimal(Fraction(millionths: 920_000)),
      .duration(.seconds(90)),
    ],
  ])

  /// What a reader must get, written by a third program.
  static let expected: JSONValue = [
    "values": .array(HostileStrings.all.map(JSONValue.string)),
    "keys": .object(
      Dictionary(HostileStrings.all.map { ($0, JSONValue.string($0)) }) { first, _ in first }),
    "nested": .array(
      HostileStrings.all.map { ["a": [[.string($0)], []], "b": [:], "c": .string($0)] }),
    "numbers": [0, -1, .integer(Int.max), true, false, nil, .decimal("0.92"), "90s"],
  ]

  /// Python compares: equal values of equal types, read from both sides.
  private func difference(_ reader: String, _ text: SourcedText) throws -> String {
    let scratch = try TemporaryFolder()
    let written = try scratch.write(text.text, to: "written")
    let wanted = try scratch.write(JSONWriter.text(of: Self.expected), to: "wanted")
    let script = """
      import json, sys
      try:
          import yaml
      except ImportError:
          sys.exit("PyYAML is missing: install the package python3-yaml")
      got = \(reader)
      want = json.load(open(sys.argv[2], encoding="utf-8"))
      def same(a, b, at):
          if type(a) is not type(b) or (not isinstance(a, (dict, list)) and a != b):
              sys.exit(f"{at}: {a!r} is not {b!r}")
          if isinstance(a, dict):
              if a.keys() != b.keys():
                  sys.exit(f"{at}: {a.keys() ^ b.keys()!r}")
              [same(a[k], b[k], at + [k]) for k in a]
          if isinstance(a, list):
              if len(a) != len(b):
                  sys.exit(f"{at}: {len(a)} is not {len(b)}")
              [same(x, y, at + [i]) for i, (x, y) in enumerate(zip(a, b))]
      same(got, want, [])
      """
    let python = try Tool("python3", from: .debian("python3"))
    let result = try python.run(["-X", "utf8", "-c", script, written.path, wanted.path])
    return result.status == 0 ? "" : result.errors
  }

  @Test func yamlIsReadByPyYAML() throws {
    let text = YAMLPrinter.text(of: Self.strings, heading: [Trusted("Written by fleetc.")])
    #expect(try difference("yaml.safe_load(open(sys.argv[1], 'rb'))", text) == "")
  }

  @Test(arguments: [0, 40, 200]) func jsonIsReadByPython(inlineWidth: Int) throws {
    let text = JSONPrinter.text(of: Self.strings, inlineWidth: inlineWidth)
    #expect(try difference("json.load(open(sys.argv[1], encoding='utf-8'))", text) == "")
  }

  /// jansson knows no NUL in a string, and fleetc's `Text` none either.
  @Test func jsonIsReadByOurReader() throws {
    let strings = HostileStrings.all.filter { !$0.contains("\0") }
    let document = Document.mapping([
      "values": .sequence(strings.map(Document.string)), "half": .decimal(.percent(50)),
    ])
    let value = try JSONReader.value(of: JSONPrinter.text(of: document).bytes)
    #expect(value["values"]?.array == strings.map(JSONValue.string))
    #expect(value["half"] == .decimal("0.5"))
  }

  @Test(arguments: [
    ("abc", "abc"), ("/srv/models", "/srv/models"), ("90s", "90s"), ("a-b_c.d", "a-b_c.d"),
    ("no", "\"no\""), ("Null", "\"Null\""), ("8080", "\"8080\""), ("0s", "\"0s\""),
    ("1e3", "\"1e3\""), ("a b", "\"a b\""), ("", "\"\""), ("up == 0", "\"up == 0\""),
    ("\u{85}", "\"\\u0085\""), ("é", "\"é\""), ("a:", "\"a:\""), ("12:30", "\"12:30\""),
  ])
  func quotesWhereInDoubt(string: String, written: String) {
    #expect(YAMLPrinter.text(of: .string(string)).text == written + "\n")
  }

  @Test func looksLikeWhatAPersonWouldWrite() {
    let document: Document = [
      "scrape_configs": [
        ["job_name": "engines", "scrape_interval": "15s", "labels": [:]],
        ["job_name": "node", "targets": ["192.0.2.1:9100"], "deep": [[1, 2], [3]]],
      ],
      "empty": [],
    ]
    #expect(
      YAMLPrinter.text(of: document).text == """
        scrape_configs:
          - job_name: engines
            scrape_interval: 15s
            labels: {}
          - job_name: node
            targets:
              - "192.0.2.1:9100"
            deep:
              - - 1
                - 2
              - - 3
        empty: []

        """)
    #expect(
      JSONPrinter.text(of: document, inlineWidth: 60).text == """
        {
          "scrape_configs": [
            {
              "job_name": "engines",
              "scrape_interval": "15s",
              "labels": {}
            },
            {
              "job_name": "node",
              "targets": ["192.0.2.1:9100"],
              "deep": [[1, 2], [3]]
            }
          ],
          "empty": []
        }

        """)
  }

  @Test func sortedMapsAreSorted() {
    let document = Document.sorted(["b": 1, "a": 2, "B": 3])
    #expect(YAMLPrinter.text(of: document).text == "B: 3\na: 2\nb: 1\n")
  }
}
