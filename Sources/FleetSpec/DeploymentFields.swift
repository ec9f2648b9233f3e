import FleetDiagnostics
package import FleetSyntax
import FleetValues

/// The keys of a deployment.
extension DeploymentSpec {
  static let about = Field("about", .prose, doc: "For people.")
  static let model = Field(
    "model", FieldType<ModelName>.reference(), .required, doc: "What it serves.")
  static let node = Field(
    "node", FieldType<NodeName>.reference(), .defaulted("the only one"), doc: "Where it runs.")
  static let devices = Field(
    "devices", FieldType<[Located<Int>]>.list(of: .integer(0...63)), .defaulted("the only one"),
    doc: "Which accelerators.")
  static let engine = Field("engine", .text, .required, doc: "What serves it.")
  static let version = Field(
    "version", .version, .defaulted("the node's"), doc: "The engine's version, here alone.")
  static let program = Field(
    "program", .plainPath, .defaulted("the node's `paths`"),
    doc: "Another build of the engine, for this process.")
  static let context = Field(
    "context", .tokens, .defaulted("4k"),
    doc: "Longest one request may be, prompt and answer.")
  static let parallel = Field(
    "parallel", .integer(1...4096), .defaulted("1"), doc: "Requests at once.")
  static let batch = Field(
    "batch", .integer(1...1 << 20), .defaulted("512"), doc: "Tokens per step.")
  static let kv = Field("kv", .cacheTypes, .defaulted("f16"), doc: "The KV cache's types.")
  static let cpu = Field(
    "cpu", .hostPart, .defaulted("nothing; `all` on a node without accelerators"),
    doc: "What stays in host memory, on purpose.")
  static let split = Field(
    "split", FieldType<[Located<Int>]>.list(of: .integer(0...10_000)), .defaulted("equal"),
    doc: "Share of layers per device (llama.cpp).")
  static let budget = Field(
    "budget", .sizeOrShare, doc: "Most it may take on each device.")
  static let flashAttention = Field(
    "flash_attention", .boolean, .defaulted("true"),
    doc: "Without it there is no quantised V cache.")
  static let promptCache = Field(
    "prompt_cache", .sizeOrZero, .defaulted("0"), doc: "Host memory for past prompts.")
  static let port = Field(
    "port", .port, .defaulted("Ollama 11434, else allocated"), doc: "The API's port.")
  static let listen = Field(
    "listen", .address, .defaulted("127.0.0.1 where gateway and Prometheus are on its node"),
    doc: "What it binds to.")
  static let startTimeout = Field(
    "start_timeout", .duration, .defaulted("5m and 20s a GiB"), doc: "Until it must answer.")
  static let flags = Field(
    "flags", .settings("a mapping of flags", of: .flagValue),
    doc: "More engine flags, without dashes.")
  static let environment = Field(
    "environment", .settings("a mapping of variables", of: .text), doc: "More variables.")

  package static let shape = RecordShape(
    "a deployment",
    [
      about.declaration, model.declaration, node.declaration, devices.declaration,
      .later("place", doc: "One process over several nodes."),
      .later("backend", doc: "How vLLM joins several nodes."),
      engine.declaration, version.declaration, program.declaration,
      .later("runtime", doc: "How it is run."), .later("image", doc: "Its container image."),
      .later("replicas", doc: "That many equal processes."),
      context.declaration, parallel.declaration, batch.declaration, kv.declaration,
      cpu.declaration,
      split.declaration,
      .later("tensor_parallel", doc: "vLLM."), .later("pipeline_parallel", doc: "vLLM."),
      budget.declaration,
      flashAttention.declaration, promptCache.declaration,
      .later("draft", doc: "Speculative decoding."),
      .later("measured", doc: "What a log says it takes."),
      .later("instead_of", doc: "What it never runs together with."),
      .later("presence", doc: "Of one process."),
      port.declaration, listen.declaration,
      .later("capacity", doc: "Tokens it writes at most."),
      .later("prefill", doc: "Prompt tokens it reads."),
      startTimeout.declaration, flags.declaration, environment.declaration,
      .later("secrets", doc: "Variables filled from files."),
      .later("url", doc: "An external API."), .later("name", doc: "An external API."),
      .later("key_file", doc: "An external API."), .later("over", doc: "An external API."),
    ])
}
