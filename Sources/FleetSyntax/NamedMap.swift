package import FleetDiagnostics
package import FleetValues

/// Things by name in the order written. A thing that could not be decoded keeps
/// its name, so that whoever refers to it is not told that it is unknown: one
/// cause, one finding.
package struct NamedMap<Kind: NameKind, Value: Sendable>: Sendable {
  package struct Entry: Sendable {
    package var name: Located<Name<Kind>>
    package var value: Value
  }

  /// What could be decoded.
  package private(set) var entries: [Entry] = []
  private var indices: [Name<Kind>: Int] = [:]
  private var unusable: Set<Name<Kind>> = []

  package init() {}

  package mutating func append(_ name: Located<Name<Kind>>, _ value: Value?) {
    if let value {
      indices[name.value] = entries.count
      entries.append(Entry(name: name, value: value))
    } else {
      unusable.insert(name.value)
    }
  }

  package subscript(name: Name<Kind>) -> Entry? { indices[name].map { entries[$0] } }

  /// Whether a thing of that name is written, decoded or not.
  package func isWritten(_ name: Name<Kind>) -> Bool {
    indices[name] != nil || unusable.contains(name)
  }

  /// Every name that is written, by name.
  package var names: [Name<Kind>] { (entries.map(\.name.value) + unusable).sorted() }

  /// How many are written, decoded or not.
  package var count: Int { entries.count + unusable.count }
}
