import FleetFormats
import FleetValues

extension Trusted {
  /// `192.0.2.1:80`, `[2001:db8::1]:80`, `box:80`. Brackets are ours, so it is no
  /// `Plain`.
  init(_ endpoint: Endpoint) {
    let port = Trusted(":") + Trusted(Plain(endpoint.port))
    switch endpoint.host {
    case .address(.v6(let high, let low)):
      let address = Trusted(Plain(IPAddress.v6(high: high, low: low)))
      self = Trusted("[") + address + Trusted("]") + port
    case .address(let address): self = Trusted(Plain(address)) + port
    case .name(let name): self = Trusted(Plain(known: name)) + port
    }
  }
}
