/// What one engine process takes on each of its devices and on its host.
package struct ProcessMemory: Hashable, Sendable {
  /// In the order of the process's devices.
  package var devices: [MemoryLedger]
  package var host: MemoryLedger
  /// What could not be estimated; the sums then lack it and prove nothing.
  package var gaps: [MemoryGap]

  package init(devices: [MemoryLedger], host: MemoryLedger, gaps: [MemoryGap] = []) {
    self.devices = devices
    self.host = host
    self.gaps = gaps
  }

  package var isComplete: Bool { gaps.isEmpty }
}

/// A term that nothing here can estimate, and the reason to print.
package struct MemoryGap: Hashable, Sendable {
  package var term: MemoryTermName
  package var reason: String

  package init(_ term: MemoryTermName, because reason: String) {
    self.term = term
    self.reason = reason
  }
}
