/// A sliding window: of every `pattern` layers all but the last see only so many
/// tokens back (llama.cpp src/llama-hparams.cpp, `set_swa_pattern`).
package struct ArchitectureWindow: Hashable, Sendable {
  package var tokens: Int64
  package var pattern: Int64

  package init(tokens: Int64, pattern: Int64) {
    self.tokens = tokens
    self.pattern = pattern
  }

  package func slides(inLayer index: Int64) -> Bool { index % pattern < pattern - 1 }
}
