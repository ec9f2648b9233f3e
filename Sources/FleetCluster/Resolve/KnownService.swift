import FleetValues

/// Services whose files fleetc writes, and where they usually listen.
enum KnownService {
  static let ports: [String: Port] = {
    let numbers = ["prometheus": 9090]
    return numbers.compactMapValues(Port.init)
  }()
}
