import FleetValues
import Testing

/// The field's words: what they read, and how they read back.
@Suite struct ValueTests {
  @Test(arguments: [
    (Bytes(0), "0 B"), (Bytes(1023), "1023 B"), (Bytes(1536), "1.5 KiB"),
    (.gibibytes(44), "44.0 GiB"), (Bytes(42_520_176_230), "39.6 GiB"), (Bytes(-1536), "-1.5 KiB"),
    (Bytes(.max), "8388608.0 TiB"), (Bytes(.min), "-8388608.0 TiB"),
  ])
  func bytesReadInBinary(_ bytes: Bytes, _ text: String) {
    #expect(bytes.description == text)
  }

  @Test func bytesReadInBothUnits() {
    #expect(Bytes(48_000_000_000).bothDescriptions == "44.7 GiB (48.0 GB)")
  }

  @Test func bytesAreTheirCountAndNeverOverflow() {
    #expect(Bytes(1000, as: .kilo) == Bytes(1000))
    #expect(Bytes(.max) + Bytes(1) == Bytes(.max))
    #expect(Bytes(.min) - Bytes(1) == Bytes(.min))
    #expect(Bytes.gibibytes(100).scaled(by: .percent(75)) == .gibibytes(75))
    #expect(Bytes(.max).scaled(by: Fraction(millionths: 1_000_000)) == Bytes(.max))
  }

  @Test(arguments: [
    (920_000, "0.92"), (1_000_000, "1"), (0, "0"), (1, "0.000001"), (-500_000, "-0.5"),
  ])
  func fractionsReadExactly(_ millionths: Int64, _ text: String) {
    #expect(Fraction(millionths: millionths).description == text)
  }

  @Test(arguments: [(500, "500ms"), (5000, "5s"), (90_000, "90s"), (86_400_000, "1d"), (0, "0s")])
  func timeSpansReadInTheLargestUnit(_ milliseconds: Int64, _ text: String) {
    #expect(TimeSpan(milliseconds: milliseconds).description == text)
  }

  @Test(arguments: [
    ("192.168.1.10", "192.168.1.10"), ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"), ("::", "::"),
    ("::1", "::1"), ("1::", "1::"), ("1:0:0:2:0:0:0:3", "1:0:0:2::3"),
    ("::ffff:192.0.2.1", "::ffff:c000:201"), ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"),
    ("fe80:0:0:1::", "fe80:0:0:1::"),
  ])
  func addressesHaveOneSpelling(_ written: String, _ canonical: String) {
    #expect(IPAddress(written)?.description == canonical)
  }

  @Test(arguments: [
    "192.168.1", "192.168.1.256", "192.168.01.1", "1.2.3.4.5", "", ":", ":::", "1::2::3",
    "1:2:3:4:5:6:7", "12345::", "::g", "1:2:3:4:5:6:7:8:9", "192.168.1.1:80", "::1%eth0",
  ])
  func otherTextIsNoAddress(_ text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test func addressesKnowTheirKind() {
    #expect(IPAddress("127.9.9.9")?.isLoopback == true)
    #expect(IPAddress("::1")?.isLoopback == true)
    #expect(IPAddress("128.0.0.1")?.isLoopback == false)
    #expect(IPAddress("::ffff:192.0.2.1")?.mapped == IPAddress("192.0.2.1"))
    #expect(IPAddress("64:ff9b::192.0.2.1")?.mapped == nil)
    let isPrivate = ["10.1.1.1", "172.16.0.1", "172.31.0.1", "192.168.0.1", "fd00::1", "fe80::1"]
    #expect(isPrivate.allSatisfy { IPAddress($0)?.isPrivate == true })
    let isPublic = ["8.8.8.8", "172.32.0.1", "172.15.0.1", "2001:4860::1"]
    #expect(isPublic.allSatisfy { IPAddress($0)?.isPrivate == false })
  }

  @Test func endpointsBracketIPv6() throws {
    let port = try #require(Port(80))
    let address = try #require(Host("2001:db8::1"))
    #expect("\(Endpoint(address, port))" == "[2001:db8::1]:80")
    #expect("\(Endpoint(try #require(Host("box.lan")), port))" == "box.lan:80")
  }

  @Test(arguments: ["192.168.1", "1.2.3.4.5", "-box", "box-", "a..b", "", "bo_x", "300.1.1.1"])
  func mistypedHostsAreNone(_ text: String) {
    #expect(Host(text) == nil)
  }

  @Test(arguments: [
    ("0.9", "0.10"), ("1.22", "1.22.1"), ("b9999", "b10488"), ("0.32.0", "1.0"),
  ])
  func versionsAreOrderedPartByPart(_ older: String, _ newer: String) throws {
    let (older, newer) = (
      try #require(EngineVersion(older)), try #require(EngineVersion(newer))
    )
    #expect(older < newer)
    #expect(!(newer < older))
  }

  @Test func versionsAreEqualWhereOnlyZerosDiffer() {
    #expect(EngineVersion("1.22") == EngineVersion("v1.22.0"))
    #expect(Set([EngineVersion("1.22"), EngineVersion("1.22.0")]).count == 1)
    #expect(EngineVersion("v1.22")?.text == "1.22")
    for wrong in ["", "1..2", "1.x", "b", "bx", "1.2.3.4.5", "-1", "1e3"] {
      #expect(EngineVersion(wrong) == nil)
    }
  }
}
