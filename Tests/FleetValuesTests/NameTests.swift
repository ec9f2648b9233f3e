import FleetValues
import Testing

/// Names, elements and texts: the alphabets that keep files safe.
@Suite struct NameTests {
  @Test(arguments: ["a", "node-1", "0", String(repeating: "a", count: 63)])
  func namesAreAccepted(_ name: String) {
    #expect(NameRule.name.accepts(name))
  }

  @Test(arguments: [
    "", "-a", "a-", "A", "a.b", "a_b", "ä", "a b", String(repeating: "a", count: 64), "a\n",
  ])
  func otherNamesAreNot(_ name: String) {
    #expect(!NameRule.name.accepts(name))
  }

  @Test(arguments: [("Chat Room", "chat-room"), ("-a-", "a"), ("ä", nil), ("B.C", "b-c")])
  func namesAreSuggested(_ written: String, _ suggestion: String?) {
    #expect(NameRule.name.suggestion(for: written) == suggestion)
  }

  @Test func modelNamesMayHoldMore() {
    #expect(NameRule.model.accepts("Qwen2.5_7B"))
    #expect(!NameRule.model.accepts(".a"))
  }

  @Test(arguments: ["node:box", "gpu:box/0", "engine:chat", "link:lan", "service:redis", "group:u"])
  func elementsHaveOneGrammar(_ text: String) {
    #expect(ElementID(text)?.description == text)
  }

  @Test func aBareNameIsANode() {
    #expect(ElementID("box") == .node(NodeName("box")))
  }

  @Test(arguments: ["gpu:box", "gpu:box/00", "gpu:box/x", "disk:a", "node:", ":a", "node:A", ""])
  func otherTextIsNoElement(_ text: String) {
    #expect(ElementID(text) == nil)
  }

  @Test(arguments: ["", "-x", "a b", "a$", "a;", "ä", "a\u{0}", "a\"", "a'", "a%", "a\\"])
  func plainTextIsSafeAnywhere(_ text: String) {
    #expect(Plain(text) == nil)
  }

  @Test func plainTextHoldsPathsAndAddresses() {
    for text in ["/srv/models", "a:b", "x@y+z,1.0", "2001:db8::1"] {
      #expect(Plain(text)?.text == text)
    }
  }

  @Test(arguments: [
    "a\u{0}", "a\u{7}", "\u{1B}[31m", "a\nb", "a\u{85}b", "\u{202E}abc", "\u{2066}a", "\u{200F}",
    "\u{2028}", String(repeating: "x", count: 2049),
  ])
  func textRefusesWhatHides(_ text: String) {
    #expect(throws: Text.Problem.self) { try Text(text) }
  }

  @Test func textOfPeopleMayHaveLines() {
    #expect(Text.problem(in: "two\nlines", lineEnds: true) == nil)
    #expect(Text.problem(in: "two\rlines", lineEnds: true) != nil)
  }

  @Test(arguments: [
    ("contxt", "context"), ("ndoe", "node"), ("CONTEXT", "context"), ("g", nil), ("xyzzy", nil),
    ("contextual", nil), ("bax", "box"),
  ])
  func theNearestNameIsMeant(_ written: String, _ meant: String?) {
    #expect(nearestName(to: written, in: ["context", "node", "box", "a"]) == meant)
  }

  @Test func datesAreDaysThatExist() {
    #expect(CalendarDate("2028-02-29")?.description == "2028-02-29")
    for wrong in ["2027-02-29", "2027-13-01", "2027-00-01", "2027-6-1", "27-06-01", "2027-06-31"] {
      #expect(CalendarDate(wrong) == nil)
    }
  }
}
