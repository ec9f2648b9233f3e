import FleetCatalog
import FleetJSON
import FleetMemory
import Testing

/// Architectures from `config.json`: the catalog's, and those that go wrong.
@Suite struct ArchitectureTests {
  private static let plain: [String: JSONValue] = [
    "model_type": "llama", "num_hidden_layers": 2, "hidden_size": 64, "intermediate_size": 128,
    "num_attention_heads": 4, "num_key_value_heads": 2, "vocab_size": 1000,
  ]

  private func problem(_ changes: [String: JSONValue?]) -> ArchitectureProblem? {
    var members = Self.plain
    for (key, value) in changes { members[key] = value }
    do {
      _ = try Architecture(configuration: .object(members))
      return nil
    } catch { return error }
  }

  @Test func parametersOfTheCatalogAreExact() throws {
    let configurations = try MemoryVectors.configurations()
    #expect(configurations.count == 39)
    for configuration in configurations {
      let architecture = try Architecture(configuration: configuration)
      let name = configuration["id"]?.string ?? ""
      #expect(
        architecture.parameterCount == configuration["params_total"]?.integer.map(Int64.init),
        "\(name)")
      #expect(
        architecture.fullLayers == configuration["full_attention_layers"]?.integer.map(Int64.init),
        "\(name)")
    }
  }

  @Test func problemsNameTheKeyAndTheReason() {
    #expect(problem([:]) == nil)
    #expect(problem(["hidden_size": .some(nil)])?.description == "`hidden_size` is missing")
    #expect(problem(["model_type": .some(nil)])?.description == "`model_type` is missing")
    #expect(problem(["model_type": 7])?.description == "`model_type` must be a text")
    let whole = "`num_hidden_layers` must be a whole number"
    #expect(problem(["num_hidden_layers": .decimal("2.5")])?.description == whole)
    #expect(problem(["num_hidden_layers": "2"])?.description == whole)
    #expect(
      problem(["vocab_size": -1])?.description == "`vocab_size` must not be negative")
    #expect(problem(["hidden_size": 0])?.description == "`hidden_size` must be at least 1")
    #expect(
      problem(["num_hidden_layers": 10_001])?.description
        == "`num_hidden_layers` must be at most 10000")
    #expect(
      problem(["num_key_value_heads": 3])?.description
        == "`num_key_value_heads` does not divide `num_attention_heads`")
    #expect(
      problem(["hidden_size": 66])?.description
        == "`num_attention_heads` does not divide `hidden_size`")
    #expect(
      problem(["tie_word_embeddings": 1])?.description
        == "`tie_word_embeddings` must be true or false")
    #expect(
      problem(["num_local_experts": 8])?.description == "`num_experts_per_tok` is missing")
    #expect(
      problem(["num_local_experts": 8, "num_experts_per_tok": 9])?.description
        == "`num_experts_per_tok` must be at most `num_experts`")
    #expect(problem(["text_config": 3])?.description == "`text_config` must be an object")
    #expect(throws: ArchitectureProblem(key: "", reason: .notAnObject)) {
      try Architecture(configuration: [1])
    }
  }

  /// A head need not be the hidden width over the heads.
  @Test func statedHeadSizeWins() throws {
    #expect(problem(["hidden_size": 66, "head_dim": 16]) == nil)
    var members = Self.plain
    #expect(try Architecture(configuration: .object(members)).attention.headSize == 16)
    members["head_dim"] = 32
    #expect(try Architecture(configuration: .object(members)).attention.headSize == 32)
  }

  /// The text part of a multimodal file states next to nothing.
  @Test func gemmasDefaultsAreItsClasses() throws {
    let architecture = try Architecture(configuration: [
      "model_type": "gemma3",
      "text_config": [
        "model_type": "gemma3_text", "hidden_size": 2560, "intermediate_size": 10_240,
        "num_hidden_layers": 34, "sliding_window": 1024,
      ],
    ])
    #expect(architecture == (try MemoryVectors.architecture("Gemma-3-4b")).withoutContext)
  }

  @Test func spellingsOfOneFactAreOne() throws {
    let mixtral = try Architecture(configuration: [
      "model_type": "mixtral", "num_hidden_layers": 32, "hidden_size": 4096,
      "intermediate_size": 14_336, "num_attention_heads": 32, "num_key_value_heads": 8,
      "vocab_size": 32_000, "num_local_experts": 8, "num_experts_per_tok": 2,
    ])
    #expect(mixtral == (try MemoryVectors.architecture("Mixtral-8x7B")).withoutContext)
  }

  @Test func anUnknownFamilyStillGivesItsNumbers() throws {
    var members = Self.plain
    members["model_type"] = "brand_new"
    let architecture = try Architecture(configuration: .object(members))
    #expect(architecture.family.name == "brand_new")
    #expect(!architecture.family.listsTensors)
    #expect(architecture.parameterCount == nil)
    #expect(architecture.attention.headSize == 16)
  }
}

extension Architecture {
  /// Without what only says how long it was trained.
  var withoutContext: Architecture {
    var copy = self
    copy.trainedContext = nil
    return copy
  }
}
