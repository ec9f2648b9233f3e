import FleetTestSupport
import Foundation

/// What Package.swift says of each target: its layer, from the `MARK` above it,
/// and the targets it lists. SwiftPM itself lets an undeclared import pass once
/// the other module has been built.
enum Manifest {
  struct Target {
    /// Nil for tests and build tools, which belong to no layer.
    var layer: Int?
    var dependencies: Set<String>
  }

  static let targets: [String: Target] = {
    let text = (try? String(contentsOf: PackageRoot.file("Package.swift"), encoding: .utf8)) ?? ""
    var targets: [String: Target] = [:]
    for section in text.split(separator: "// MARK: ").dropFirst() {
      let layer = Int(section.prefix { $0.isNumber })
      let declarations =
        section.split(separator: "arget(").dropFirst()
        + section.split(separator: ".systemLibrary(").dropFirst()
      for declaration in declarations {
        guard let name = declaration.firstMatch(of: /name: "([\w-]+)"/)?.1 else { continue }
        let list = declaration.firstMatch(of: /dependencies: \[([^\]]*)\]/)?.1 ?? ""
        let names = list.matches(of: /"([\w-]+)"/).map { String($0.1) }
        targets[String(name)] = Target(layer: layer, dependencies: Set(names))
      }
    }
    // A product of another package is no target of ours.
    let ours = Set(targets.keys)
    return targets.mapValues {
      Target(layer: $0.layer, dependencies: $0.dependencies.intersection(ours))
    }
  }()

  /// Declared as a dependency to be built, never imported.
  static let executables: Set = ["fleetc", "fleetc-codegen"]

  /// Which targets may import which system modules; all others none.
  static let allowedSystemModules: [String: Set<String>] = [
    "fleetc": ["FoundationEssentials", "Glibc", "Dispatch"],
    "fleetc-codegen": ["Foundation"],
    // ConcurrentMap alone: threads whose results do not depend on their order.
    "FleetCompiler": ["Dispatch"],
  ]
}
