import FleetCluster
import FleetDiagnostics
import FleetSpec
import FleetValues

/// The environment of an Ollama daemon (ollama envconfig/config.go). What its
/// models share stands here; what is each model's own stands in its Modelfile.
enum OllamaVariables {
  static func variables(
    _ members: [ResolvedDeployment], of daemon: OllamaDaemon, on node: ResolvedNode
  ) -> [VariablePlan] {
    guard let first = members.first else { return [] }
    let host = Endpoint(.address(first.listen.value ?? .v4(0)), daemon.port)
    let longest = members.map(\.context.value).max() ?? first.context.value
    var variables = [
      variable("OLLAMA_HOST", "\(host)", "endpoint"),
      variable("OLLAMA_CONTEXT_LENGTH", "\(longest)", "context"),
      variable("OLLAMA_NUM_PARALLEL", "\(first.parallel.value)", "parallel"),
      variable("OLLAMA_MAX_LOADED_MODELS", "\(members.count)", "members"),
      // A model that unloads itself would be loaded again by the next request,
      // minutes later.
      variable("OLLAMA_KEEP_ALIVE", "-1", "model"),
      variable("OLLAMA_FLASH_ATTENTION", first.flashAttention.value ? "1" : "0", "flash_attention"),
      variable("OLLAMA_KV_CACHE_TYPE", first.kv.value.k.rawValue, "kv"),
      variable("LLAMA_ARG_FIT", "off", "model"),
      variable(
        "LLAMA_ARG_CACHE_RAM", "\(first.promptCache.value.mebibytesRounded)", "prompt_cache"),
    ]
    if !daemon.isStandard {
      // Two daemons on one store prune each other's half-made models.
      let folder = "\(node.paths.state.value)/ollama-\(daemon.port)"
      variables += [
        variable("HOME", folder, "folder"),
        variable("OLLAMA_MODELS", "\(folder)/models", "folder"),
      ]
    }
    if daemon.devices.count > 1 {
      variables.append(variable("OLLAMA_SCHED_SPREAD", "1", "devices"))
    }
    variables +=
      first.backend == nil
      ? everyDriver.map { variable($0, "-1", "cpu") }
      : DeviceVariables.variables(first, on: node)
    return variables
      + first.environment.map {
        VariablePlan(name: Plain(known: $0.key.value), value: $0.value.value, field: "environment")
      }
  }

  /// Ollama takes whatever card some driver shows it; each is shut out by itself
  /// (ollama docs/gpu.mdx).
  private static let everyDriver = [
    "CUDA_VISIBLE_DEVICES", "ROCR_VISIBLE_DEVICES", "HIP_VISIBLE_DEVICES",
    "GGML_VK_VISIBLE_DEVICES",
  ]

  private static func variable(_ name: String, _ value: String, _ field: String) -> VariablePlan {
    guard let text = try? Text(value) else { broken("'\(value)' is no variable's value") }
    return VariablePlan(name: Plain(known: name), value: text, field: field)
  }
}
