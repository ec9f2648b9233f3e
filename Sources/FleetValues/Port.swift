/// A TCP port, 1 to 65535.
package struct Port: Hashable, Comparable, Sendable {
  package let number: UInt16

  package init?(_ number: Int) {
    guard (1...65535).contains(number) else { return nil }
    self.number = UInt16(number)
  }

  /// Below 1024 only root binds it, or whom root gave the right.
  package var isPrivileged: Bool { number < 1024 }

  package static func < (left: Port, right: Port) -> Bool { left.number < right.number }
}

extension Port: CustomStringConvertible {
  package var description: String { String(number) }
}

/// A run of ports; both ends belong to it.
package struct PortRange: Hashable, Sendable {
  package let first: Port
  package let last: Port

  package init?(_ first: Port, _ last: Port) {
    guard first <= last else { return nil }
    self.first = first
    self.last = last
  }

  package func contains(_ port: Port) -> Bool { first <= port && port <= last }
}

extension PortRange: CustomStringConvertible {
  package var description: String { first == last ? "\(first)" : "\(first)-\(last)" }
}
