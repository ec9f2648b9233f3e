// swift-tools-version: 6.2
import PackageDescription

// Layers in order. A target imports lower layers that it declares, never one of
// its own layer; `FleetTidyTests` holds it to that, since SwiftPM does not.
// Dependencies of a target are in the order of their layers.

// One block of settings for every Swift target: a warning is an error, an
// existential says `any`, an import is internal unless it says otherwise.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]
// The targets that touch C mark every unsafe expression.
let strictAboutC = strict + [.strictMemorySafety()]

let package = Package(
  name: "fleetc",
  products: [],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    // MARK: 0. C libraries. Imported by exactly one Swift target each.
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CJansson", pkgConfig: "jansson", providers: [.apt(["libjansson-dev"])]),
    .systemLibrary(name: "CPosix"),

    // MARK: 1. The field's words as types.
    .target(name: "FleetValues", swiftSettings: strict),
    // JSON read by jansson, written by us.
    .target(name: "FleetJSON", dependencies: ["CJansson"], swiftSettings: strictAboutC),

    // MARK: 2. Where in the text, and what is wrong there.
    .target(name: "FleetDiagnostics", dependencies: ["FleetJSON"], swiftSettings: strict),

    // MARK: 3. Text -> located tree; fields, from which every decoder is written.
    .target(
      name: "FleetSyntax", dependencies: ["CYAML", "FleetValues", "FleetDiagnostics"],
      swiftSettings: strictAboutC),

    // MARK: 4. Located tree -> typed spec.
    .target(
      name: "FleetSpec", dependencies: ["FleetValues", "FleetDiagnostics", "FleetSyntax"],
      swiftSettings: strict),

    // What is known of accelerators, models and engines.
    .target(
      name: "FleetCatalog",
      dependencies: ["FleetValues", "FleetJSON", "FleetDiagnostics", "FleetSyntax"],
      exclude: ["Entries"], swiftSettings: strict, plugins: ["Codegen"]),

    // MARK: 5. What memory a process takes, and why.
    .target(
      name: "FleetMemory", dependencies: ["FleetValues", "FleetCatalog"], swiftSettings: strict),

    // MARK: 6. Names looked up, defaults filled in, ledgers made.
    .target(
      name: "FleetCluster",
      dependencies: [
        "FleetValues", "FleetDiagnostics", "FleetSyntax", "FleetSpec", "FleetCatalog",
        "FleetMemory",
      ],
      swiftSettings: strict),

    // MARK: 7. Assessed cluster -> diagnostics. One file a check.
    .target(
      name: "FleetChecks",
      dependencies: [
        "FleetValues", "FleetDiagnostics", "FleetSpec", "FleetCatalog", "FleetMemory",
        "FleetCluster",
      ],
      swiftSettings: strict, plugins: ["Codegen"]),

    // Assessed cluster -> what each node runs.
    .target(
      name: "FleetPlan",
      dependencies: [
        "FleetValues", "FleetDiagnostics", "FleetSpec", "FleetCluster",
      ],
      swiftSettings: strict),

    // How text is written: templates, printers, quoting, artifacts.
    .target(
      name: "FleetFormats", dependencies: ["FleetValues", "FleetJSON", "FleetDiagnostics"],
      exclude: ["templates"], swiftSettings: strict, plugins: ["Codegen"]),

    // MARK: 8. Plan -> artifacts. One file an emitter.
    .target(
      name: "FleetEmit",
      dependencies: ["FleetValues", "FleetDiagnostics", "FleetPlan", "FleetFormats"],
      swiftSettings: strict, plugins: ["Codegen"]),

    // What is asked of a compile: tables and pictures for a terminal.
    .target(
      name: "FleetReport",
      dependencies: [
        "FleetValues", "FleetJSON", "FleetDiagnostics", "FleetSpec", "FleetMemory", "FleetCluster",
        "FleetFormats",
      ],
      swiftSettings: strict),

    // MARK: 9. The pipeline, and the only list of its stages.
    .target(
      name: "FleetCompiler",
      dependencies: [
        "FleetValues", "FleetDiagnostics", "FleetSyntax", "FleetSpec", "FleetCatalog",
        "FleetCluster", "FleetChecks", "FleetPlan", "FleetFormats", "FleetEmit",
      ],
      swiftSettings: strict),

    // MARK: 11. The command line.
    .executableTarget(
      name: "fleetc",
      dependencies: [
        "CPosix", "FleetValues", "FleetJSON", "FleetDiagnostics", "FleetCatalog", "FleetMemory",
        "FleetCluster", "FleetFormats", "FleetReport", "FleetCompiler",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strictAboutC),

    // MARK: Build-time only.
    .executableTarget(name: "fleetc-codegen", swiftSettings: strict),
    .plugin(name: "Codegen", capability: .buildTool(), dependencies: ["fleetc-codegen"]),

    // MARK: Tests.
    .target(name: "FleetTestSupport", path: "Tests/FleetTestSupport", swiftSettings: strict),
    .testTarget(
      name: "FleetValuesTests", dependencies: ["FleetValues"], swiftSettings: strict),
    .testTarget(
      name: "FleetSyntaxTests", dependencies: ["FleetValues", "FleetDiagnostics", "FleetSyntax"],
      swiftSettings: strict),
    .testTarget(
      name: "FleetCommandTests", dependencies: ["fleetc", "FleetTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "FleetContractTests",
      dependencies: ["FleetValues", "FleetDiagnostics", "FleetCompiler", "FleetTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "FleetGoldenTests",
      dependencies: [
        "FleetValues", "FleetDiagnostics", "FleetSyntax", "FleetCatalog", "FleetFormats",
        "FleetCompiler", "FleetTestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "FleetArtifactTests", dependencies: ["FleetJSON", "FleetTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "FleetCatalogTests",
      dependencies: [
        "FleetValues", "FleetJSON", "FleetDiagnostics", "FleetCatalog", "FleetMemory",
        "FleetTestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "FleetDocsTests",
      dependencies: ["FleetValues", "FleetDiagnostics", "FleetCompiler", "FleetTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "FleetFormatsTests",
      dependencies: [
        "FleetValues", "FleetJSON", "FleetDiagnostics", "FleetFormats", "FleetTestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "FleetEmitTests", dependencies: ["FleetFormats", "FleetEmit"],
      swiftSettings: strict),
    .testTarget(
      name: "FleetTestSupportTests", dependencies: ["FleetTestSupport"], swiftSettings: strict),
    .testTarget(
      name: "FleetGatewayTests",
      dependencies: ["FleetDiagnostics", "FleetFormats", "FleetCompiler", "FleetTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "FleetUnitTests",
      dependencies: [
        "FleetValues", "FleetDiagnostics", "FleetPlan", "FleetFormats", "FleetEmit",
        "FleetCompiler", "FleetTestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "FleetOutputTests", dependencies: ["fleetc", "FleetTestSupport"],
      swiftSettings: strict),
    // A fleet that runs, from the files as they are written.
    .testTarget(
      name: "FleetLiveTests", dependencies: ["fleetc", "FleetTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "FleetTidyTests", dependencies: ["FleetTestSupport"], swiftSettings: strict),
    .testTarget(
      name: "FleetMemoryTests",
      dependencies: [
        "FleetValues", "FleetJSON", "FleetCatalog", "FleetMemory", "FleetTestSupport",
      ],
      exclude: ["Vectors"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
