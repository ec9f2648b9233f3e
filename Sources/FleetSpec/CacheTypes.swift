import FleetDiagnostics
package import FleetSyntax

/// How the keys and values of a context are stored.
package struct CacheTypes: Hashable, Sendable {
  package enum Element: String, CaseIterable, Sendable {
    case f16, bf16
    case q8 = "q8_0"
    case q5_1, q5_0, q4_1
    case q4 = "q4_0"
    case iq4NL = "iq4_nl"
  }

  package var k: Element
  package var v: Element

  package static let standard = CacheTypes(k: .f16, v: .f16)

  /// A quantised V cache is only read by flash attention.
  package var needsFlashAttention: Bool { v != .f16 && v != .bf16 }
}

extension CacheTypes: Record {
  private static let k = Field(
    "k", FieldType<Element>.keyword(), .defaulted("f16"), doc: "The keys.")
  private static let v = Field(
    "v", FieldType<Element>.keyword(), .defaulted("f16"), doc: "The values.")

  package static let shape = RecordShape("a cache", [k.declaration, v.declaration])

  package init?(reading record: inout RecordReader) {
    k = record.optional(Self.k)?.value ?? .f16
    v = record.optional(Self.v)?.value ?? .f16
  }
}

extension FieldType where Value == CacheTypes {
  /// One type for both, or a map of the two.
  static let cacheTypes = shortForm(
    FieldType<CacheTypes.Element>.keyword().map { CacheTypes(k: $0, v: $0) }, or: .record())
}
