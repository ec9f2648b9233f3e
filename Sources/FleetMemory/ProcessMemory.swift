import FleetCatalog
package import FleetValues

/// What one engine process takes on each of its devices and on its host.
package struct ProcessMemory: Hashable, Sendable {
  /// In the order of the process's devices.
  package var devices: [MemoryLedger]
  package var host: MemoryLedger
  /// What could not be estimated; the sums then lack it and prove nothing.
  package var gaps: [MemoryGap]
  /// Of the host's weights, what a CPU build copies into an anonymous buffer. It
  /// is in no sum: the file's pages can go once the copy is there.
  package var repacked = Bytes.zero

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

  /// Weights of a family without a tensor list, and without a stated size.
  static func weights(of architecture: Architecture) -> MemoryGap {
    let family = architecture.family.name
    return MemoryGap(
      .weights, because: "nobody has listed the tensors of `\(family)`, and no size is given")
  }
}
