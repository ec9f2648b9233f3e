import FleetCatalog
import FleetJSON
import FleetMemory
import FleetTestSupport
import FleetValues
import Foundation

/// Numbers that llama.cpp's own tools printed, and the catalog's configurations.
enum MemoryVectors {
  static func read(_ name: String) throws -> JSONValue {
    let url = PackageRoot.file("Tests/FleetMemoryTests/Vectors/\(name).json")
    return try JSONReader.value(of: Array(try Data(contentsOf: url)))
  }

  static func configurations() throws -> [JSONValue] {
    try read("architectures").array ?? []
  }

  static func architecture(_ id: String) throws -> Architecture {
    // The catalog keeps the one file of the 7B under the family's name.
    let name = id == "Mistral-7B-v0.3" ? "Mistral-7B" : id
    let found = try configurations().first { $0["id"]?.string == name }
    guard let found else { throw MissingVector(name: id) }
    return try Architecture(configuration: found)
  }

  struct MissingVector: Error { var name: String }
}

extension JSONValue {
  var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .decimal(let text): Double(text)
    default: nil
    }
  }
}

extension Bytes {
  var mebibytes: Double { Double(count) / 1_048_576 }
}
