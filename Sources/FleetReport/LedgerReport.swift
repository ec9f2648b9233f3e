package import FleetCluster
import FleetDiagnostics
package import FleetJSON
import FleetMemory
import FleetValues

/// The memory of every device and host for a program: each term with its amounts,
/// the formula behind them, and how far that can be trusted.
package struct LedgerReport: Sendable {
  private let ledger: FleetLedger

  package init(_ cluster: AssessedCluster) { ledger = cluster.ledger }

  package var json: JSONValue {
    [
      "schema": "fleetc/ledger.v1",
      "devices": .array(ledger.devices.map(device)),
      "hosts": .array(ledger.hosts.map(host)),
    ]
  }

  private func device(_ device: DeviceLedger) -> JSONValue {
    place(
      .gpu(device.node, device: device.card.index), on: device.node,
      of: "\(device.card.type.value)", device.shares, cap: device.cap, device.verdict)
  }

  /// What unified cards take counts here too, since it is the same memory.
  private func host(_ host: HostLedger) -> JSONValue {
    place(
      .node(host.node.name.value), on: host.node.name.value, of: "host",
      host.shares + host.unified, cap: host.cap, host.verdict)
  }

  private func place(
    _ element: ElementID, on node: NodeName, of type: String, _ shares: [MemoryShare],
    cap: Bytes, _ verdict: MemoryVerdict
  ) -> JSONValue {
    [
      "element": .string("\(element)"), "node": .string(node.text), "type": .string(type),
      "cap_bytes": Self.bytes(cap), "expected_bytes": Self.bytes(shares.lower),
      "upper_bytes": Self.bytes(shares.upper), "verdict": .string(verdict.rawValue),
      "shares": .array(shares.map(share)),
    ]
  }

  private func share(_ share: MemoryShare) -> JSONValue {
    let gaps: [MemoryGap] =
      if case .deployment(let name) = share.owner { ledger.processes[name]?.gaps ?? [] } else { [] }
    return [
      "owner": .string("\(Self.kind(of: share.owner)):\(share.name)"),
      "expected_bytes": Self.bytes(share.lower), "upper_bytes": Self.bytes(share.upper),
      "terms": .array(share.terms.map(Self.term)),
      "missing": .array(
        gaps.map { ["name": .string($0.term.rawValue), "reason": .string($0.reason)] }),
    ]
  }

  private static func kind(of owner: MemoryShare.Owner) -> String {
    switch owner {
    case .deployment: "engine"
    case .service: "service"
    }
  }

  private static func term(_ term: MemoryTerm) -> JSONValue {
    [
      "name": .string(term.name.rawValue), "expected_bytes": bytes(term.expected),
      "upper_bytes": bytes(term.upper), "formula": .string(term.formula),
      "upper_formula": .string(term.upperFormula.sentence), "rule": .string(term.rule.name),
      "source": .string(term.source), "certainty": .string(term.certainty.rawValue),
    ]
  }

  private static func bytes(_ amount: Bytes) -> JSONValue { .integer(Int(amount.count)) }
}
