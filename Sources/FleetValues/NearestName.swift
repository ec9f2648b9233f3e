/// The candidate that a person most likely meant: edit distance 2 at most, a
/// swap of neighbours counting once, ties broken by the order given.
///
/// A digit that differs is no slip of the finger: `rtx-4060` is another card than
/// `rtx-4090`, and a suggestion would prove the wrong numbers.
package func nearestName(to text: String, in candidates: some Sequence<String>) -> String? {
  let written = Array(text.lowercased().utf8.prefix(64))
  var best: (name: String, distance: Int)?
  for candidate in candidates {
    let distance = editDistance(written, Array(candidate.lowercased().utf8.prefix(64)))
    // A word of three letters is two edits away from half the dictionary.
    let limit = min(2, written.count / 2)
    // `gpu` is not a mistyped `npu`.
    if written.count <= 3 && written.first != candidate.lowercased().utf8.first { continue }
    if distance <= limit && distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.name
}

/// Optimal string alignment distance.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  if abs(left.count - right.count) > 2 { return 3 }
  var beforeLast = [Int](repeating: 0, count: right.count + 1)
  var last = Array(0...right.count)
  for row in 1...max(left.count, 1) where row <= left.count {
    var current = [row]
    current.reserveCapacity(right.count + 1)
    for column in 1...max(right.count, 1) where column <= right.count {
      let cost = substitution(left[row - 1], right[column - 1])
      var distance = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + cost)
      if row > 1, column > 1, left[row - 1] == right[column - 2],
        left[row - 2] == right[column - 1]
      {
        distance = min(distance, beforeLast[column - 2] + 1)
      }
      current.append(distance)
    }
    (beforeLast, last) = (last, current)
  }
  return last[right.count]
}

/// Three, more than any suggestion allows, where two digits differ.
private func substitution(_ left: UInt8, _ right: UInt8) -> Int {
  if left == right { return 0 }
  let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
  return digits.contains(left) && digits.contains(right) ? 3 : 1
}
