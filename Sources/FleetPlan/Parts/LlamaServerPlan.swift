package import FleetValues

/// One process of llama.cpp's server.
package struct LlamaServerPlan: Sendable {
  package var process: EngineProcess
  /// Everything behind the program's name.
  package var arguments: [ArgumentPlan]
  /// The file it opens, which `install.sh` looks for.
  package var modelFile: Text
}
