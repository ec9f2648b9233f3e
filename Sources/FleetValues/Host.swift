/// Where a machine is reached: an address, or a name that others must resolve.
package enum Host: Hashable, Sendable {
  case address(IPAddress)
  case name(String)

  /// Reads an address or a DNS name (RFC 1123 labels, 253 characters at most).
  package init?(_ text: String) {
    if let address = IPAddress(text) {
      self = .address(address)
      return
    }
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    guard text.utf8.count <= 253, labels.allSatisfy({ NameRule.label.accepts($0) }),
      // All digits at the end would be a mistyped address.
      labels.last?.contains(where: \.isLetter) == true
    else { return nil }
    self = .name(text)
  }

  package var address: IPAddress? {
    if case .address(let address) = self { address } else { nil }
  }
}

extension Host: CustomStringConvertible {
  package var description: String {
    switch self {
    case .address(let address): address.description
    case .name(let name): name
    }
  }
}

/// A host and a port: where something listens, or is reached.
package struct Endpoint: Hashable, Sendable {
  package var host: Host
  package var port: Port

  package init(_ host: Host, _ port: Port) {
    self.host = host
    self.port = port
  }
}

extension Endpoint: CustomStringConvertible {
  /// `192.0.2.1:80`, `[2001:db8::1]:80`, `box:80`: the form nginx, Prometheus
  /// and URLs share.
  package var description: String {
    if case .address(.v6) = host { return "[\(host)]:\(port)" }
    return "\(host):\(port)"
  }
}
