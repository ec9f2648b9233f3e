package import FleetValues

/// One change of one setting after which a process passes a judgement.
package struct MemoryRepair: Hashable, Sendable {
  package enum Change: Hashable, Sendable {
    case cacheType(CacheType)
    /// Tokens of all slots together.
    case totalContext(Int64)
    case fileType(FileType)
    /// The experts of the first so many layers to the host.
    case hostExperts(Int64)
    /// The first so many layers to the host.
    case hostLayers(Int64, of: Int64)
  }

  package let change: Change
  /// What the devices are relieved of, at their upper bounds.
  package let saves: Bytes

  package init(_ change: Change, saves: Bytes) {
    self.change = change
    self.saves = saves
  }
}

extension MemoryRepair.Change {
  /// As `fleetc fit` takes it; llama.cpp's own flags but for three names.
  package var flag: String {
    switch self {
    case .cacheType(let type): "--cache-type-k \(type.rawValue) --cache-type-v \(type.rawValue)"
    case .totalContext(let tokens): "--context \(tokens)"
    case .fileType(let type): "--quant \(type.rawValue)"
    case .hostExperts(let layers): "--n-cpu-moe \(layers)"
    case .hostLayers(let count, of: let layers): "--gpu-layers \(layers + 1 - count)"
    }
  }

  /// As the spec says it; its context is one slot's.
  package func setting(parallel: Int64) -> String {
    switch self {
    case .cacheType(let type): "kv: \(type.rawValue)"
    case .totalContext(let tokens): "context: \(tokens / max(1, parallel))"
    case .fileType(let type): "quantization: \(type.rawValue)"
    case .hostExperts(let layers): "cpu: {experts: \(layers)}"
    case .hostLayers(let count, of: _): "cpu: {layers: \(count)}"
    }
  }
}
