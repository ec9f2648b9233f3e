/// The version of a program: `0.32.0`, `1.22`, or a build number as `b10488`.
///
/// Ordered part by part, a missing part counting as zero. Builds are ordered by
/// number; a build and a dotted version of one program are never compared by
/// anything that matters, and a build sorts after.
package struct EngineVersion: Hashable, Sendable {
  private enum Form: Hashable { case dotted([Int]), build(Int) }
  private let form: Form
  /// As it was written, without a leading `v`.
  package let text: String

  package init?(_ written: String) {
    let text = written.hasPrefix("v") ? String(written.dropFirst()) : written
    if text.hasPrefix("b"), let build = Self.number(text.dropFirst()) {
      form = .build(build)
    } else {
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      let numbers = parts.compactMap(Self.number)
      guard numbers.count == parts.count, (1...4).contains(parts.count) else { return nil }
      form = .dotted(numbers)
    }
    self.text = text
  }

  private static func number(_ text: Substring) -> Int? {
    guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return Int(text)
  }

  package static func == (left: EngineVersion, right: EngineVersion) -> Bool {
    !(left < right) && !(right < left)
  }

  package func hash(into hasher: inout Hasher) {
    switch form {
    case .build(let number): hasher.combine(number)
    case .dotted(let parts):
      hasher.combine(parts[...(parts.lastIndex { $0 != 0 } ?? 0)])
    }
  }
}

extension EngineVersion: Comparable {
  package static func < (left: EngineVersion, right: EngineVersion) -> Bool {
    switch (left.form, right.form) {
    case (.build(let left), .build(let right)): return left < right
    case (.dotted, .build): return true
    case (.build, .dotted): return false
    case (.dotted(let left), .dotted(let right)):
      for index in 0..<max(left.count, right.count) {
        let (a, b) = (
          index < left.count ? left[index] : 0, index < right.count ? right[index] : 0
        )
        if a != b { return a < b }
      }
      return false
    }
  }
}

extension EngineVersion: CustomStringConvertible {
  package var description: String { text }
}
