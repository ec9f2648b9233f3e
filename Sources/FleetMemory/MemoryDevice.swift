package import FleetValues

/// What the memory rules ask of an accelerator.
package struct MemoryDevice: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Nil where nobody knows the count of multiprocessors.
    case cuda(multiprocessors: Int64?)
    /// Drivers that take no noticeable memory before the first buffer.
    case other
  }

  package var kind: Kind
  /// All of it, as the driver the engine asks says.
  package var total: Bytes

  package init(kind: Kind, total: Bytes) {
    self.kind = kind
    self.total = total
  }

  /// Memory that the driver takes for one process, whatever it computes.
  var contextTerm: MemoryTerm {
    let slack = Formula.bytes(.mebibytes(256), "driver slack")
    switch kind {
    case .other:
      return MemoryTerm(.context, 0, upTo: slack, by: .driverSlack)
    case .cuda(let count):
      // The counts of the small and the large card that the rule rests on.
      let (low, high) = (count ?? 34, count ?? 188)
      return MemoryTerm(
        .context, Self.context(low), upTo: Self.context(high) + slack, by: .cudaContext)
    }
  }

  private static func context(_ multiprocessors: Int64) -> Formula {
    .count(multiprocessors, "multiprocessors") * .bytes(.mebibytes(3), "")
  }
}
