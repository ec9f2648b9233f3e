import FleetDiagnostics
package import FleetSyntax
package import FleetValues

/// How the keys and values of a context are stored.
package struct CacheTypes: Hashable, Sendable {
  package var k: CacheType
  package var v: CacheType

  package static let standard = CacheTypes(k: .f16, v: .f16)

  /// A quantised V cache is only read by flash attention.
  package var needsFlashAttention: Bool { v.isQuantized }
}

extension CacheTypes: Record {
  private static let k = Field(
    "k", FieldType<CacheType>.keyword(), .defaulted("f16"), doc: "The keys.")
  private static let v = Field(
    "v", FieldType<CacheType>.keyword(), .defaulted("f16"), doc: "The values.")

  package static let shape = RecordShape("a cache", [k.declaration, v.declaration])

  package init?(reading record: inout RecordReader) {
    k = record.optional(Self.k)?.value ?? .f16
    v = record.optional(Self.v)?.value ?? .f16
  }
}

extension FieldType where Value == CacheTypes {
  /// One type for both, or a map of the two.
  static let cacheTypes = shortForm(
    FieldType<CacheType>.keyword().map { CacheTypes(k: $0, v: $0) }, or: .record())
}

extension CacheTypes: CustomStringConvertible {
  /// As it is written: one type for both, or a map of the two.
  package var description: String {
    k == v ? k.rawValue : "{k: \(k.rawValue), v: \(v.rawValue)}"
  }
}
