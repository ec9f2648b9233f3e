import FleetJSON

/// The members of a `config.json`, read key by key.
///
/// A multimodal model nests its language part under `text_config`; what that
/// part does not say, the outer object may.
struct ArchitectureConfiguration {
  private let members: [String: JSONValue]

  init(_ value: JSONValue) throws(ArchitectureProblem) {
    guard let outer = value.object else {
      throw ArchitectureProblem(key: "", reason: .notAnObject)
    }
    guard let nested = outer["text_config"], nested != .null else {
      members = outer
      return
    }
    guard let inner = nested.object else {
      throw ArchitectureProblem(key: "text_config", reason: .notAnObject)
    }
    members = outer.merging(inner) { _, inner in inner }
  }

  func text(_ key: String) throws(ArchitectureProblem) -> String {
    guard let value = members[key], value != .null else {
      throw ArchitectureProblem(key: key, reason: .missing)
    }
    guard let text = value.string else { throw ArchitectureProblem(key: key, reason: .notText) }
    return text
  }

  /// The first of several spellings that the file has.
  func flag(_ keys: String...) throws(ArchitectureProblem) -> Bool? {
    for key in keys {
      guard let value = members[key], value != .null else { continue }
      guard let flag = value.bool else {
        throw ArchitectureProblem(key: key, reason: .notABoolean)
      }
      return flag
    }
    return nil
  }

  /// A text that may be absent, at the end of a path of keys.
  func text(at path: String...) -> String? {
    path.dropFirst().reduce(path.first.flatMap { members[$0] }) { value, key in value?[key] }?
      .string
  }

  func number(_ key: ArchitectureKey) throws(ArchitectureProblem) -> Int64? {
    for spelling in key.spellings {
      guard let value = members[spelling], value != .null else { continue }
      guard let number = value.integer else {
        throw ArchitectureProblem(key: spelling, reason: .notAWholeNumber)
      }
      if let reason = Self.objection(to: Int64(number), as: key) {
        throw ArchitectureProblem(key: spelling, reason: reason)
      }
      return Int64(number)
    }
    return nil
  }

  func required(_ key: ArchitectureKey) throws(ArchitectureProblem) -> Int64 {
    guard let number = try number(key) else {
      throw ArchitectureProblem(key: key.spellings[0], reason: .missing)
    }
    return number
  }

  private static func objection(
    to number: Int64, as key: ArchitectureKey
  ) -> ArchitectureProblem.Reason? {
    if number < 0 { return .negative }
    if number == 0 && !key.mayBeZero { return .zero }
    return number > key.limit ? .tooLarge(limit: key.limit) : nil
  }
}
