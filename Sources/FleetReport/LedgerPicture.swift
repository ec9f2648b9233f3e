package import FleetCluster
import FleetDiagnostics
import FleetMemory
import FleetValues

/// The memory of every device and host as bars of text, readable in 80 columns
/// without colour: `#` is what is expected, `+` what may come on top, `.` is free.
package struct LedgerPicture: Sendable {
  private let cluster: AssessedCluster
  private static let barWidth = 40
  /// Two columns are left for whoever indents the picture.
  private static let width = 78

  package init(_ cluster: AssessedCluster) { self.cluster = cluster }

  package var lines: [String] {
    let devices = cluster.ledger.devices.flatMap { ledger in
      place(
        "\(ledger.element)", "\(ledger.card.type.value)", ledger.shares, ledger.cap,
        ledger.verdict)
    }
    let hosts = cluster.ledger.hosts.flatMap { ledger in
      place(
        "\(ElementID.node(ledger.node.name.value))", "host", ledger.shares + ledger.unified,
        ledger.cap, ledger.verdict)
    }
    return devices + hosts
  }

  private func place(
    _ element: String, _ kind: String, _ shares: [MemoryShare], _ cap: Bytes,
    _ verdict: MemoryVerdict
  ) -> [String] {
    if shares.isEmpty { return ["\(element)  \(kind)  nothing of \(cap)"] }
    let sum = ByteRange(shares.lower, shares.upper)
    let bar = Self.bar(shares.lower, shares.upper, of: cap)
    return [
      "\(element)  \(kind)  \(sum) of \(cap): \(verdict.rawValue)", "  [\(bar)]",
    ]
      + shares.map(line)
  }

  /// A process and its largest terms, as many as the line holds.
  private func line(of share: MemoryShare) -> String {
    let line = "  \(share.name)  \(ByteRange(share.lower, share.upper))"
    let terms = share.terms.sorted { $1.expected < $0.expected }
      .map { "\($0.name.label) \($0.expected)" }
    return terms.reduce((line, "  ")) { text, term in
      let longer = text.0 + text.1 + term
      return longer.count > Self.width ? text : (longer, ", ")
    }.0
  }

  private static func bar(_ lower: Bytes, _ upper: Bytes, of cap: Bytes) -> String {
    let full = max(cap.count, 1)
    func cells(_ amount: Bytes) -> Int {
      let (product, overflow) = max(amount.count, 0).multipliedReportingOverflow(
        by: Int64(barWidth))
      return overflow ? barWidth : min(barWidth, Int((product + full - 1) / full))
    }
    let (expected, most) = (cells(lower), cells(upper))
    return String(repeating: "#", count: expected)
      + String(repeating: "+", count: most - expected)
      + String(repeating: ".", count: barWidth - most)
  }

}
