import FleetCatalog
import FleetDiagnostics
import FleetSpec
import FleetValues

/// The cards of one node.
struct AcceleratorResolver {
  let catalog: CatalogLookup
  let node: NodeSpec

  func resolve(into diagnostics: inout [Diagnostic]) -> [ResolvedAccelerator] {
    var counts: [AcceleratorBackend: Int] = [:]
    return node.accelerators.enumerated().compactMap { index, spec in
      let entry = catalog.accelerator(spec.type.value.string)
      guard let kind = spec.kind?.value ?? entry?.kind, let memory = memory(spec, entry, kind)
      else {
        diagnostics.append(unknown(spec))
        return nil
      }
      let backends = spec.backends.isEmpty ? entry?.backends ?? [] : spec.backends.map(\.value)
      let place = backends.first.map { counts[$0, default: 0] } ?? index
      if let first = backends.first { counts[first, default: 0] += 1 }
      return ResolvedAccelerator(
        index: index, type: spec.type, kind: kind, memory: memory, backends: backends,
        multiprocessors: spec.multiprocessors?.value ?? entry?.multiprocessors ?? 0,
        usable: usable(spec, memory.value, kind), reserve: reserve(spec, kind),
        device: Setting(spec.device, or: place, because: "its place among the node's cards"),
        origin: spec.origin)
    }
  }

  /// A unified card's memory is the node's; any other says its own.
  private func memory(
    _ spec: AcceleratorSpec, _ entry: AcceleratorEntry?, _ kind: AcceleratorKind
  ) -> Setting<Bytes>? {
    if let written = spec.memory { return Setting(written) }
    if kind == .unified && entry != nil {
      return Setting(node.memory.value, because: "the node's own memory")
    }
    return entry?.memory.map { Setting($0, because: "the catalog's total of the card") }
  }

  /// Discrete: all. Unified: 75 % of the node's memory (language, 3).
  private func usable(
    _ spec: AcceleratorSpec, _ memory: Bytes, _ kind: AcceleratorKind
  ) -> Setting<Bytes> {
    if let written = spec.usable {
      return Setting(written.map { $0.of(memory) })
    }
    if kind == .unified {
      return Setting(
        node.memory.value.scaled(by: .percent(75)), because: "75 % of the node's memory")
    }
    return Setting(memory, because: "all of the card")
  }

  private func reserve(_ spec: AcceleratorSpec, _ kind: AcceleratorKind) -> Setting<Bytes> {
    let standard = kind == .discrete ? Bytes.mebibytes(512) : .zero
    return Setting(
      spec.reserve ?? node.reserve?.each, or: standard,
      because: kind == .discrete ? "512 MiB of a discrete card" : "0 of a unified card")
  }

  private func unknown(_ spec: AcceleratorSpec) -> Diagnostic {
    .unknownName(
      "accelerator", spec.type.value.string, at: spec.type.span, known: catalog.acceleratorIDs,
      ResolveDiagnostics.unknownAccelerator,
      help: [
        "describe it inline: `accelerators: [{type: NAME, memory: 16 GiB, kind: discrete, "
          + "backend: cuda}]`"
      ])
  }
}
