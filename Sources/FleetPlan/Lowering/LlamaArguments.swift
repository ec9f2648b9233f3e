import FleetCluster
import FleetDiagnostics
import FleetSpec
import FleetValues

/// The command line of `llama-server`.
///
/// Everything the ledger assumed is written out, never left to a default: with
/// `--fit off` the server runs what was proved or fails, and `--cache-ram` would
/// otherwise take 8 GiB of the host (common/common.h).
enum LlamaArguments {
  static func arguments(
    _ deployment: ResolvedDeployment, on node: ResolvedNode
  ) -> [ArgumentPlan] {
    model(deployment, on: node) + listening(deployment) + sizes(deployment)
      + placement(deployment) + custom(deployment)
  }

  /// Absolute, or under the node's folder of models.
  static func modelFile(_ deployment: ResolvedDeployment, on node: ResolvedNode) -> Text {
    let file = deployment.model.file.value
    if file.string.hasPrefix("/") { return file }
    // Both were judged before, and are short enough to be joined.
    return word("\(node.paths.models.value)/\(file)")
  }

  private static func model(
    _ deployment: ResolvedDeployment, on node: ResolvedNode
  ) -> [ArgumentPlan] {
    let names = deployment.servedNames.map(\.text).joined(separator: ",")
    return [
      ArgumentPlan(
        flag: Plain(known: "model"), values: [modelFile(deployment, on: node)], field: "modelFile"),
      argument("alias", names, "servedNames"),
    ]
  }

  private static func listening(_ deployment: ResolvedDeployment) -> [ArgumentPlan] {
    [
      argument("host", deployment.listen.value?.description ?? "0.0.0.0", "listen"),
      argument("port", "\(deployment.port.value)", "port"),
    ]
  }

  private static func sizes(_ deployment: ResolvedDeployment) -> [ArgumentPlan] {
    let cacheMebibytes = deployment.promptCache.value.mebibytesRounded
    return [
      argument("ctx-size", "\(deployment.totalContext)", "totalContext"),
      argument("parallel", "\(deployment.parallel.value)", "parallel"),
      argument("batch-size", "\(deployment.logicalBatch)", "logicalBatch"),
      argument("ubatch-size", "\(deployment.batch.value)", "batch"),
      argument("cache-type-k", deployment.kv.value.k.rawValue, "kv"),
      argument("cache-type-v", deployment.kv.value.v.rawValue, "kv"),
      argument("flash-attn", deployment.flashAttention.value ? "on" : "off", "flash_attention"),
      argument("cache-ram", "\(cacheMebibytes)", "prompt_cache"),
      argument("fit", "off", "model"),
      ArgumentPlan(flag: Plain(known: "metrics"), values: [], field: "model"),
    ]
  }

  private static func placement(_ deployment: ResolvedDeployment) -> [ArgumentPlan] {
    if deployment.backend == nil {
      return [
        argument("device", "none", "cpu"), argument("gpu-layers", "0", "cpu"),
      ]
    }
    return [argument("gpu-layers", "\(deployment.layersOnDevices)", "layers")]
      + hostParts(deployment) + split(deployment)
  }

  private static func hostParts(_ deployment: ResolvedDeployment) -> [ArgumentPlan] {
    let experts: [ArgumentPlan] =
      switch deployment.hostExperts.value {
      case .all: [ArgumentPlan(flag: Plain(known: "cpu-moe"), values: [], field: "cpu")]
      case .ofFirst(let count): [argument("n-cpu-moe", "\(count)", "cpu")]
      case nil: []
      }
    return experts
      + (deployment.hostCache.value
        ? [ArgumentPlan(flag: Plain(known: "no-kv-offload"), values: [], field: "cpu")] : [])
  }

  /// Written out even where it is equal: by itself the server splits by what is
  /// free on each card when it starts.
  private static func split(_ deployment: ResolvedDeployment) -> [ArgumentPlan] {
    guard deployment.devices.count > 1 else { return [] }
    let shares = deployment.split?.value ?? deployment.devices.map { _ in 1 }
    return [
      argument("tensor-split", shares.map { "\($0)" }.joined(separator: ","), "split")
    ]
  }

  private static func custom(_ deployment: ResolvedDeployment) -> [ArgumentPlan] {
    deployment.flags.flatMap { key, value -> [ArgumentPlan] in
      let flag = Plain(known: key.value)
      switch value.value {
      case .bare: return [ArgumentPlan(flag: flag, values: [], field: "flags")]
      case .values(let values):
        return values.map { ArgumentPlan(flag: flag, values: [$0], field: "flags") }
      }
    }
  }

  private static func argument(_ flag: String, _ value: String, _ field: String) -> ArgumentPlan {
    ArgumentPlan(flag: Plain(known: flag), values: [word(value)], field: field)
  }

  private static func word(_ text: String) -> Text {
    guard let word = try? Text(text) else { broken("'\(text)' is no word of a command line") }
    return word
  }
}
