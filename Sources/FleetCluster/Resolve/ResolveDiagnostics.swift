package import FleetDiagnostics
import FleetSyntax
import FleetValues

/// What can be wrong when names are looked up.
package enum ResolveDiagnostics {
  package static let descriptors = [
    conflictingKeys, unknownName, unknownAccelerator, unknownArchitecture, engineUnavailable,
    unsizedModel, contextExceedsModel, reservedFlag, quantizationNotForEngine,
  ]

  static let conflictingKeys = DiagnosticDescriptor(
    code: "F0208", name: "conflicting-keys", severity: .error,
    explanation: """
      Two things that exclude each other are both written, or one name is given
      to two things: a name of a route belongs to one route, in any case.

      ```yaml fails base=box
      routes:
        chat: {targets: [llama-box], names: [gpt-4o]}
        other: {targets: [llama-box], names: [GPT-4o]}
      ```

      ```yaml passes base=box
      routes:
        chat: {targets: [llama-box], names: [gpt-4o]}
        other: {targets: [llama-box], names: [gpt-4o-mini]}
      ```
      """)

  package static let unknownName = DiagnosticDescriptor(
    code: "F0301", name: "unknown-name", severity: .error,
    explanation: """
      A name that nothing in the spec or the catalog has.

      ```yaml fails base=box
      routes: {chat: {targets: [llama-bax]}}
      ```

      ```yaml passes base=box
      routes: {chat: {targets: [llama-box]}}
      ```
      """)

  static let unknownAccelerator = DiagnosticDescriptor(
    code: "F0302", name: "unknown-accelerator", severity: .error,
    explanation: """
      A card that the catalog does not know. `fleetc list accelerators` prints
      those it does; any other is described inline by `memory` and `kind`.

      ```yaml fails base=box
      nodes: {box: {address: 192.168.1.10, memory: 16 GB, accelerators: rtx-9999}}
      ```

      ```yaml passes base=box
      nodes:
        box:
          address: 192.168.1.10
          memory: 16 GB
          accelerators: [{type: odd-card, memory: 16 GiB, kind: discrete, backend: vulkan}]
      ```
      """)

  static let unknownArchitecture = DiagnosticDescriptor(
    code: "F0303", name: "unknown-architecture", severity: .error,
    explanation: """
      An architecture that the catalog does not know: its sizes cannot be
      derived. `fleetc list models` prints those it knows.

      ```yaml fails base=box
      models: {llama: {architecture: llama-9-3b, quantization: Q4_K_M, ollama: "llama3.2:3b"}}
      ```

      ```yaml passes base=box
      models: {llama: {architecture: llama-3.2-3b, quantization: Q4_K_M, ollama: "llama3.2:3b"}}
      ```
      """)

  static let engineUnavailable = DiagnosticDescriptor(
    code: "F0304", name: "engine-unavailable", severity: .error,
    explanation: """
      An engine that fleetc writes no files for. `fleetc list engines` prints
      those it does.

      ```yaml fails base=box
      deployments: {llama-box: {model: llama, engine: powerinfer-2, context: 8k}}
      ```

      ```yaml passes base=box
      deployments: {llama-box: {model: llama, engine: ollama, context: 8k}}
      ```
      """)

  static let unsizedModel = DiagnosticDescriptor(
    code: "F0305", name: "unsized-model", severity: .error,
    explanation: """
      Nothing says how large the model is: no architecture that has a tensor list,
      together with a quantization that has a rule. A guess would be worse than
      this error.

      ```yaml fails base=box
      models: {llama: {file: llama.gguf}}
      ```

      ```yaml passes base=box
      models: {llama: {architecture: llama-3.2-3b, quantization: Q4_K_M, ollama: "llama3.2:3b"}}
      ```
      """)

  static let quantizationNotForEngine = DiagnosticDescriptor(
    code: "F0411", name: "quantization-not-for-engine", severity: .error,
    explanation: """
      A weight format that the engine does not read: GGUF mixes belong to llama.cpp
      and Ollama, AWQ, GPTQ and FP8 to vLLM.

      ```yaml fails base=box
      models: {llama: {architecture: llama-3.2-3b, quantization: awq, ollama: "llama3.2:3b"}}
      ```

      ```yaml passes base=box
      models: {llama: {architecture: llama-3.2-3b, quantization: Q4_K_M, ollama: "llama3.2:3b"}}
      ```
      """)

  static let contextExceedsModel = DiagnosticDescriptor(
    code: "F0306", name: "context-exceeds-model", severity: .error,
    explanation: """
      A deployment serves longer requests than its model was trained for. Engines
      accept it, and the answers past that length are noise.

      ```yaml fails base=box
      models:
        llama:
          {architecture: llama-3.2-3b, quantization: Q4_K_M, context: 4k, ollama: "llama3.2:3b"}
      deployments: {llama-box: {model: llama, engine: ollama, context: 8k}}
      ```

      ```yaml passes base=box
      deployments: {llama-box: {model: llama, engine: ollama, context: 8k}}
      ```
      """)

  static let reservedFlag = DiagnosticDescriptor(
    code: "F0307", name: "reserved-flag", severity: .error,
    explanation: """
      A flag or a variable that fleetc sets itself. Written twice, the engine
      would run with something other than what was proved.

      ```yaml fails base=box
      deployments: {llama-box: {model: llama, engine: llama.cpp, flags: {ctx-size: "8192"}}}
      ```

      ```yaml passes base=box
      deployments: {llama-box: {model: llama, engine: llama.cpp, context: 8k}}
      ```
      """)
}

extension Diagnostic {
  /// A name that is none of the known ones.
  package static func unknownName(
    _ noun: String, _ name: String, at span: SourceSpan, known: [String],
    _ descriptor: DiagnosticDescriptor = ResolveDiagnostics.unknownName, help: [String] = []
  ) -> Diagnostic {
    let nearest = nearestName(to: name, in: known)
    let short = known.count <= 8 && !known.isEmpty
    let list = "use one of \(known.sorted().joined(separator: ", "))"
    return Diagnostic(
      descriptor, "there is no \(noun) '\(name)'", at: span,
      help: (nearest == nil && short ? [list] : []) + (nearest == nil ? help : []),
      fixes: nearest.map { [FixIt("write `\($0)`", .maybe, replace: span, with: $0)] } ?? [])
  }

  static func missing(
    _ key: String, _ message: String, at span: SourceSpan, help: String
  ) -> Diagnostic {
    Diagnostic(FieldDiagnostics.missingKey, message, at: span, help: [help], subjects: [key])
  }
}
