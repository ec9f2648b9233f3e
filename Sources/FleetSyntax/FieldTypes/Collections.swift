package import FleetDiagnostics
import FleetValues

extension FieldType {
  /// A list with at least one item.
  package static func list<Item: Sendable>(
    of item: FieldType<Item>
  ) -> FieldType where Value == [Located<Item>] {
    FieldType("a list", .list(item.shape)) { node, label, diagnostics in
      guard node.kind == .sequence, !node.items.isEmpty else {
        let noun = "a list with at least one item"
        diagnostics.append(.wrongType(label, mustBe: noun, not: node))
        return nil
      }
      return node.items.compactMap {
        item.read($0, "an item of `\(label)`", into: &diagnostics)
      }
    }
  }

  /// One item, or a list of them.
  package static func oneOrMore<Item: Sendable>(
    of item: FieldType<Item>
  ) -> FieldType where Value == [Located<Item>] {
    let list = FieldType.list(of: item)
    return FieldType("\(item.noun), or a list", .either([item.shape, list.shape])) {
      node, label, diagnostics in
      if node.kind == .sequence {
        return list.read(node, label, into: &diagnostics)?.value
      }
      return item.read(node, label, into: &diagnostics).map { [$0] }
    }
  }

  /// A mapping with declared fields. The value's place is the mapping.
  package static func record() -> FieldType where Value: Record {
    FieldType("a mapping", .record(Value.shape)) { node, label, diagnostics in
      Value.read(node, label, at: node.span, into: &diagnostics)
    }
  }

  /// Reads one type where a scalar stands and another where a mapping or a list
  /// does: the short form of a field and its long one.
  package static func shortForm(
    _ short: FieldType, or long: FieldType
  ) -> FieldType {
    FieldType("\(short.noun), or \(long.noun)", .either([short.shape, long.shape])) {
      node, label, diagnostics in
      let type = node.kind == .scalar ? short : long
      return type.read(node, label, into: &diagnostics)?.value
    }
  }

  /// Records with names, in the order written. What is wrong with one as a whole
  /// stands at its name.
  package static func map<Kind, Item: Record>(
    of item: Item.Type, reserved: Set<String> = []
  ) -> FieldType where Value == NamedMap<Kind, Item> {
    let shape = FieldShape.map(key: Kind.noun, .record(Item.shape))
    return FieldType("a mapping of \(Kind.noun)s by name", shape) { node, label, diagnostics in
      guard node.kind == .mapping, !node.entries.isEmpty else {
        let noun = "a mapping of \(Kind.noun)s by name, with at least one"
        diagnostics.append(.wrongType(label, mustBe: noun, not: node))
        return nil
      }
      var map = NamedMap<Kind, Item>()
      for entry in node.entries {
        let name = NameRule.read(
          entry.key, as: Kind.self, reserved: reserved, into: &diagnostics)
        let subject = "\(Kind.noun) '\(entry.key.value)'"
        let value =
          entry.value.isNull
          ? nil
          : Item.read(
            entry.value, entry.key.value, at: entry.key.span, subject: subject,
            into: &diagnostics)
        if entry.value.isNull {
          diagnostics.append(.nullValue(of: entry.key.value, at: entry.value.span))
        }
        if let name {
          map.append(name, value)
        } else {
          // Whoever refers to it is not told that it is unknown.
          map.append(entry.key.map(Name.init), nil)
        }
      }
      return map
    }
  }

  /// Settings by free keys, such as an engine's flags; may be empty.
  package static func settings<Item: Sendable>(
    _ noun: String, of item: FieldType<Item>
  ) -> FieldType where Value == [(key: Located<String>, value: Located<Item>)] {
    FieldType(noun, .map(key: "text", item.shape)) { node, label, diagnostics in
      guard node.kind == .mapping else {
        diagnostics.append(.wrongType(label, mustBe: noun, not: node))
        return nil
      }
      return node.entries.compactMap { entry in
        item.read(entry.value, entry.key.value, into: &diagnostics).map { (entry.key, $0) }
      }
    }
  }
}

extension Record {
  /// Reads the value from a mapping, and checks that every declared field was
  /// asked for.
  ///
  /// - Parameter subject: what to call this record, where it has a name.
  package static func read(
    _ node: SyntaxNode, _ label: String, at span: SourceSpan, subject: String? = nil,
    into diagnostics: inout [Diagnostic]
  ) -> Self? {
    guard node.kind == .mapping else {
      let noun = "a mapping: \(shape.noun)"
      diagnostics.append(.wrongType(label, mustBe: noun, not: node))
      return nil
    }
    var reader = RecordReader(node, shape, at: span, subject: subject)
    let value = Self(reading: &reader)
    reader.checkComplete()
    diagnostics += reader.diagnostics
    return value
  }
}
