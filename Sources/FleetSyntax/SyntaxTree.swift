import FleetDiagnostics

/// The nodes of one document, in arrays: a spec of ten thousand nodes has a
/// million values, and an object for each would cost ten times the memory.
final class SyntaxTree: Sendable {
  enum Kind: UInt8 { case plainScalar, quotedScalar, sequence, mapping, alias }

  struct Record {
    var kind: Kind
    var start: Int32
    var end: Int32
    /// A scalar's text in `pool`; a collection's children in `children`, keys
    /// and values in turn; an alias's target.
    var first: Int32
    var count: Int32
  }

  let file: FileID
  let records: [Record]
  let children: [Int32]
  let pool: [UInt8]

  init(file: FileID, records: [Record], children: [Int32], pool: [UInt8]) {
    self.file = file
    self.records = records
    self.children = children
    self.pool = pool
  }
}
