package import FleetDiagnostics
package import FleetSyntax
package import FleetValues

/// What a node keeps free for what fleetc does not manage.
package struct ReserveSpec: Record {
  package var memory: Located<Bytes>?
  package var each: Located<Bytes>?
  package var ports: [Located<PortRange>]

  private static let memory = Field(
    "memory", .size, .defaulted("4 GiB or 40 % of memory, the smaller"),
    doc: "RAM for the system and everything else.")
  private static let each = Field(
    "each", .sizeOrZero, .defaulted("512 MiB on discrete cards, 0 on unified ones"),
    doc: "Kept free on every accelerator.")
  private static let ports = Field(
    "ports", FieldType<[Located<PortRange>]>.list(of: .portRange),
    doc: "Taken by something fleetc does not manage.")

  package static let shape = RecordShape(
    "a reserve", [memory.declaration, each.declaration, ports.declaration])

  package init?(reading record: inout RecordReader) {
    memory = record.optional(Self.memory)
    each = record.optional(Self.each)
    ports = record.optional(Self.ports)?.value ?? []
  }
}
