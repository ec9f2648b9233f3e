/// The engines whose files fleetc writes.
package enum EngineKind: String, CaseIterable, Sendable {
  case llamaCpp = "llama.cpp"
  case ollama
}
