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
    guard let quantization = spec.quantization else {
      diagnostics.append(
        .missing(
          "quantization", "model '\(name.value)' needs `quantization`", at: name.span,
          help: "add `quantization`: the weight format, such as `Q4_K_M`"))
      return nil
    }
    guard let type = FileType(named: quantization.value.string) else {
      diagnostics.append(unknownQuantization(quantization))
      return nil
    }
    var model = ResolvedModel(
      name: name, architectureID: id.map { _ in entry.id }, architecture: entry.architecture,
      fileType: quantization.map { _ in type }, imatrix: spec.imatrix?.value ?? false,
      size: spec.size,
      context: Setting(
        spec.context, or: entry.context, because: "the catalog's, of \(entry.id)"),
      tier: Setting(spec.tier, or: 3, because: "the middle"),
      file: file(spec, entry.id, type), ollama: spec.ollama, bytes: nil, origin: spec.origin)
    let weights = ModelWeights(of: model.architecture, from: model.weights)
    model.bytes = weights.map { Bytes($0.tensorBytes) }
    return model
  }

  /// `ARCHITECTURE-QUANTIZATION.gguf` (language, 5).
  private func file(_ spec: ModelSpec, _ id: String, _ type: FileType) -> Setting<Text> {
    Setting(
      spec.file, or: Text(plain("\(id)-\(type.rawValue).gguf")),
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
      known: FileType.allCases.map(\.rawValue), ResolveDiagnostics.unsizedModel,
      help: ["use one that has a rule, such as `Q4_K_M`"])
  }
}
