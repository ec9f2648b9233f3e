/// The fleets that the tests compile.
enum Specs {
  /// Ollama on a gaming PC and on a box without a card.
  static let homelab = """
    fleetc: 1
    cluster: home
    nodes:
      pc:  {address: 192.168.1.20, memory: 32 GB, accelerators: rtx-5080, presence: sometimes}
      box: {address: 192.168.1.10, memory: 16 GB}
    gateway: box
    models:
      big:   {architecture: qwen3-14b, quantization: Q4_K_M, ollama: "qwen3:14b", tier: 3}
      small: {architecture: llama-3.2-3b, quantization: Q4_K_M, ollama: "llama3.2:3b", tier: 2}
    deployments:
      big-pc:    {model: big, node: pc, engine: ollama, context: 16k}
      small-box: {model: small, node: box, engine: ollama, context: 8k}
    routes:
      chat: {targets: [big-pc, small-box]}

    """

  /// llama.cpp by every driver and by none, and Ollama's second daemon.
  static let lab = """
    fleetc: 1
    cluster: lab
    nodes:
      nvidia:
        address: 192.168.1.10
        memory: 64 GB
        accelerators: {rtx-3090: 2}
        paths: {llama.cpp: /opt/llama/bin/llama-server}
      amd:
        address: 192.168.1.11
        memory: 64 GB
        accelerators: [{type: radeon, memory: 24 GiB, kind: discrete, backend: rocm}]
      arc:
        address: 192.168.1.12
        memory: 64 GB
        user: alice
        paths: {llama.cpp: /home/alice/llama-server, models: /home/alice/models}
        accelerators: [{type: arc-b580, memory: 12 GiB, kind: discrete, backend: vulkan}]
      box: {address: 192.168.1.13, memory: 32 GB}
    gateway: box
    models:
      chat: {architecture: qwen3-8b, quantization: Q4_K_M, ollama: "qwen3:8b", file: "q 3.gguf"}
    deployments:
      chat-nvidia: {model: chat, node: nvidia, devices: [0, 1], engine: llama.cpp, parallel: 2}
      chat-second: {model: chat, node: nvidia, devices: [1], engine: ollama, port: 11500}
      chat-amd:    {model: chat, node: amd, engine: llama.cpp, start_timeout: 90s}
      chat-rocm:   {model: chat, node: amd, engine: ollama}
      chat-arc:    {model: chat, node: arc, engine: llama.cpp}
      chat-box:    {model: chat, node: box, engine: llama.cpp}
    routes:
      chat: {targets: [chat-nvidia, chat-amd, chat-arc, chat-box, chat-second, chat-rocm]}

    """

  /// One server without a card, and whatever else is said of it.
  static func single(_ more: String, model: String = "") -> String {
    """
    fleetc: 1
    cluster: one
    nodes: {box: {address: 192.168.1.13, memory: 32 GB}}
    gateway: box
    models: {chat: {architecture: qwen3-8b, quantization: Q4_K_M\(model)}}
    deployments: {one: {model: chat, engine: llama.cpp, port: 9000\(more)}}
    routes: {chat: {targets: [one]}}

    """
  }
}
