import FleetDiagnostics
import FleetSyntax
package import FleetValues

/// A size, or a share of something in percent: `20 GiB`, `90 %`.
package enum SizeOrShare: Hashable, Sendable {
  case size(Bytes)
  case share(Fraction)

  package func of(_ total: Bytes) -> Bytes {
    switch self {
    case .size(let size): size
    case .share(let share): total.scaled(by: share)
    }
  }
}

extension FieldType where Value == SizeOrShare {
  static let sizeOrShare = FieldType(
    "a size such as `20 GiB` or a share such as `90 %`",
    .quantity("size or share", example: "90 %")
  ) { node, label, diagnostics in
    guard let text = node.text, text.hasSuffix("%") else {
      return FieldType<Bytes>.size.read(node, label, into: &diagnostics)
        .map { SizeOrShare.size($0.value) }
    }
    let number = text.dropLast().reversed().drop { $0 == " " }.reversed()
    let digits = String(number)
    guard digits.utf8.allSatisfy({ (48...57).contains($0) }), digits.first != "0",
      let percent = Int64(digits), (1...100).contains(percent)
    else {
      diagnostics.append(
        .wrongType("`\(label)` must be 1 % to 100 %, not '\(text)'", at: node.span))
      return nil
    }
    return .share(.percent(percent))
  }
}
