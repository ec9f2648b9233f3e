package import FleetDiagnostics
package import FleetSyntax
package import FleetValues

/// What is served, and where the engine gets it.
package struct ModelSpec: Record {
  package enum Task: String, CaseIterable, Sendable { case chat }

  package var about: String?
  package var architecture: Located<Text>?
  package var quantization: Located<Text>?
  package var imatrix: Located<Bool>?
  package var size: Located<Bytes>?
  package var context: Located<Int>?
  package var tier: Located<Int>?
  package var file: Located<Text>?
  package var ollama: Located<Text>?
  package var origin: Origin

  private static let about = Field("about", .prose, doc: "For people.")
  private static let architecture = Field("architecture", .text, doc: "A catalog id.")
  private static let quantization = Field(
    "quantization", .text, doc: "The weight format, such as `Q4_K_M`.")
  private static let imatrix = Field(
    "imatrix", .boolean, .defaulted("false"), doc: "Quantised with an importance matrix.")
  private static let size = Field(
    "size", .size, .defaulted("derived"), doc: "Bytes on disk; beats the derivation.")
  private static let context = Field(
    "context", .tokens, .defaulted("the catalog's"), doc: "Longest it was trained for.")
  private static let task = Field(
    "task", FieldType<Task>.keyword(later: ["embed", "rerank"]), .defaulted("chat"),
    doc: "Which API.")
  private static let tier = Field(
    "tier", .integer(1...5), .defaulted("3"), doc: "How good, in your judgement, 5 the best.")
  private static let file = Field(
    "file", .filePath, .defaulted("ARCHITECTURE-QUANTIZATION.gguf for llama.cpp"),
    doc: "Path of a GGUF, absolute or under the node's `paths.models`.")
  private static let ollama = Field("ollama", .tag, doc: "The Ollama tag.")

  package static let shape = RecordShape(
    "a model",
    [
      about.declaration, architecture.declaration, quantization.declaration, imatrix.declaration,
      size.declaration,
      .later("parameters", doc: "What you believe."), .later("active", doc: "What you believe."),
      context.declaration, task.declaration, .later("can", doc: "Abilities routes may need."),
      tier.declaration, file.declaration,
      .later("repo", doc: "Hugging Face."), .later("revision", doc: "Hugging Face."),
      ollama.declaration, .later("projector", doc: "Vision part."),
    ])

  package init?(reading record: inout RecordReader) {
    about = record.optional(Self.about)?.value
    architecture = record.optional(Self.architecture)
    quantization = record.optional(Self.quantization)
    imatrix = record.optional(Self.imatrix)
    size = record.optional(Self.size)
    context = record.optional(Self.context)
    _ = record.optional(Self.task)
    tier = record.optional(Self.tier)
    file = record.optional(Self.file)
    ollama = record.optional(Self.ollama)
    origin = record.origin
  }
}

extension FieldType where Value == Text {
  /// What `ollama show` is asked for: any text, as Ollama knows best what it has.
  fileprivate static let tag = FieldType<Text>.scalar("a tag such as `qwen3:8b`", .text) { string in
    do throws(Text.Problem) {
      let text = try Text(string)
      return string.isEmpty ? .refused(reason: "is empty") : .value(text)
    } catch {
      return .refused(reason: error.description)
    }
  }
}
