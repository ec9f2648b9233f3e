import FleetValues

/// What the memory rules ask of an accelerator: what its driver takes for one
/// process before the first buffer.
package enum MemoryDevice: Hashable, Sendable {
  /// Nil where nobody knows the count of multiprocessors.
  case cuda(multiprocessors: Int64?)
  /// Drivers that take no noticeable memory for a process.
  case other

  /// Memory of the driver, whatever the process computes.
  var contextTerm: MemoryTerm {
    let slack = Formula.bytes(.mebibytes(256), "driver slack")
    switch self {
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
