import FleetCatalog
import FleetDiagnostics
import FleetMemory
import FleetSpec
import FleetSyntax
import FleetValues

/// What models are, and where engines get them.
struct ModelResolver {
  let catalog: CatalogLookup

  /// A model that could not be resolved is nil, and was reported.
  func resolve(
    _ models: NamedMap<ModelKind, ModelSpec>, into diagnostics: inout [Diagnostic]
  ) -> [ModelName: ResolvedModel] {
    var resolved: [ModelName: ResolvedModel] = [:]
    for entry in models.entries {
      resolved[entry.name.value] = resolve(entry.name, entry.value, into: &diagnostics)
    }
    return resolved
  }

  private func resolve(
    _ name: Located<ModelName>, _ spec: ModelSpec, into diagnostics: inout [Diagnostic]
  ) -> ResolvedModel? {
    guard let id = spec.architecture else {
      diagnostics.append(missingArchitecture(name, spec))
      return nil
    }
    guard let entry = catalog.model(id.value.string) else {
      diagnostics.append(
        .unknownName(
          "architecture", id.value.string, at: id.span, known: catalog.modelIDs,
          ResolveDiagnostics.unknownArchitecture,
          help: ["see what the catalog knows with `fleetc list models`"]))
      return nil
    }
    guard let weights = weights(name, spec, into: &diagnostics) else { return nil }
    let known = spec.quantization.flatMap { FileType(named: $0.value.string) }
    return ResolvedModel(
      name: name, architectureID: id.map { _ in entry.id }, architecture: entry.architecture,
      fileType: known.flatMap { type in spec.quantization?.map { _ in type } },
      imatrix: spec.imatrix?.value ?? false, size: spec.size,
      context: Setting(
        spec.context, or: entry.context, because: "the catalog's, of \(entry.id)"),
      tier: Setting(spec.tier, or: 3, because: "the middle"),
      file: file(spec, entry.id, known), ollama: spec.ollama,
      bytes: ModelWeights(of: entry.architecture, from: weights).map { Bytes($0.tensorBytes) },
      origin: spec.origin, weights: weights)
  }

  /// A stated size beats the derivation; without one a quantization must have a rule.
  private func weights(
    _ name: Located<ModelName>, _ spec: ModelSpec, into diagnostics: inout [Diagnostic]
  ) -> WeightsOrigin? {
    if let size = spec.size { return .stated(size.value) }
    guard let quantization = spec.quantization else {
      diagnostics.append(
        .missing(
          "quantization", "model '\(name.value)' needs `quantization`", at: name.span,
          help: "add `quantization`: the weight format, such as `Q4_K_M`"))
      return nil
    }
    let text = quantization.value.string
    if let type = FileType(named: text) {
      return .derived(type, hasImportanceMatrix: spec.imatrix?.value ?? false)
    }
    diagnostics.append(
      WeightFormat(named: text) == nil
        ? unknownQuantization(quantization) : foreignQuantization(quantization))
    return nil
  }

  /// `ARCHITECTURE-QUANTIZATION.gguf` (language, 5).
  private func file(_ spec: ModelSpec, _ id: String, _ type: FileType?) -> Setting<Text> {
    let recipe = type?.rawValue ?? spec.quantization.flatMap { Plain($0.value.string)?.text }
    return Setting(
      spec.file, or: Text(Plain(known: recipe.map { "\(id)-\($0).gguf" } ?? "\(id).gguf")),
      because: "the architecture and the quantization")
  }

  private func missingArchitecture(
    _ name: Located<ModelName>, _ spec: ModelSpec
  ) -> Diagnostic {
    if spec.file == nil && spec.size == nil {
      return .missing(
        "architecture", "model '\(name.value)' needs `architecture`", at: name.span,
        help: "add `architecture`: a catalog id, such as `llama-3.2-3b`")
    }
    return Diagnostic(
      ResolveDiagnostics.unsizedModel,
      "model '\(name.value)' has no architecture, and no model file is read yet", at: name.span,
      help: ["add `architecture`: a catalog id, such as `llama-3.2-3b`"])
  }

  private func unknownQuantization(_ written: Located<Text>) -> Diagnostic {
    .unknownName(
      "quantization", written.value.string, at: written.span,
      known: FileType.allCases.map(\.rawValue),
      help: ["use one that has a rule, such as `Q4_K_M`, or add the `size` of the file"])
  }

  /// A format of other engines, known and not for these.
  private func foreignQuantization(_ written: Located<Text>) -> Diagnostic {
    Diagnostic(
      ResolveDiagnostics.quantizationNotForEngine,
      "`\(written.value)` is a format of vLLM, and llama.cpp and Ollama read GGUF",
      at: written.span,
      help: ["use a GGUF mix such as `Q4_K_M`"])
  }
}
