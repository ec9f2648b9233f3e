/// SHA-256, as FIPS 180-4 has it.
///
/// Written here because the package has one Swift dependency and the pure layers
/// have no Foundation. It names files; it guards nothing.
package enum SHA256 {
  /// The digest as `sha256sum` prints it.
  package static func hex(of bytes: [UInt8]) -> String {
    var state = initial
    // One for all blocks: an allocation a block would cost more than the sums.
    var schedule = [UInt32](repeating: 0, count: 64)
    var block = 0
    while block + 64 <= bytes.count {
      compress(&state, &schedule, bytes, from: block)
      block += 64
    }
    var tail = Array(bytes[block...]) + [0x80]
    let zeros = (120 - tail.count % 64) % 64
    tail += [UInt8](repeating: 0, count: zeros)
    let bits = UInt64(bytes.count) * 8
    tail += (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * UInt64($0))) }
    for start in stride(from: 0, to: tail.count, by: 64) {
      compress(&state, &schedule, tail, from: start)
    }
    return state.map { word in
      let hex = String(word, radix: 16)
      return String(repeating: "0", count: 8 - hex.count) + hex
    }.joined()
  }

  private static func compress(
    _ state: inout [UInt32], _ schedule: inout [UInt32], _ bytes: [UInt8], from start: Int
  ) {
    for index in 0..<16 {
      let at = start + 4 * index
      schedule[index] =
        UInt32(bytes[at]) << 24 | UInt32(bytes[at + 1]) << 16 | UInt32(bytes[at + 2]) << 8
        | UInt32(bytes[at + 3])
    }
    for index in 16..<64 {
      let (early, late) = (schedule[index - 15], schedule[index - 2])
      let low = rotated(early, 7) ^ rotated(early, 18) ^ early >> 3
      let high = rotated(late, 17) ^ rotated(late, 19) ^ late >> 10
      schedule[index] = schedule[index - 16] &+ low &+ schedule[index - 7] &+ high
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for index in 0..<64 {
      let high = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
      let choice = (e & f) ^ (~e & g)
      let first = h &+ high &+ choice &+ constants[index] &+ schedule[index]
      let low = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
      let majority = (a & b) ^ (a & c) ^ (b & c)
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ low &+ majority)
    }
    for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= word }
  }

  private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word >> count | word << (32 - count)
  }

  private static let initial = roots.prefix(8).map(\.square)
  private static let constants = roots.map(\.cube)

  /// The first 32 bits behind the point of the square and the cube roots of the
  /// first 64 primes, which is what the standard's tables are.
  private static let roots: [(square: UInt32, cube: UInt32)] = {
    var primes: [UInt64] = []
    var candidate: UInt64 = 2
    while primes.count < 64 {
      if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
      candidate += 1
    }
    return primes.map { (fraction(ofRoot: $0, power: 2), fraction(ofRoot: $0, power: 3)) }
  }()

  /// `root × 2^32`, rounded down, without its whole part: found bit by bit.
  private static func fraction(ofRoot number: UInt64, power: Int) -> UInt32 {
    var root: UInt64 = 0
    for bit in stride(from: UInt64(40), through: 0, by: -1) {
      let next = root | 1 << bit
      if isAtMost(next, power, number) { root = next }
    }
    return UInt32(truncatingIfNeeded: root)
  }

  /// Whether `(root / 2^32)^power` is at most a number, exactly.
  private static func isAtMost(_ root: UInt64, _ power: Int, _ number: UInt64) -> Bool {
    var value = UInt128(root) * UInt128(root)
    if power == 2 { return value <= UInt128(number) << 64 }
    // The cube has 128 bits and more only where it is too large anyway.
    let (cube, overflow) = value.multipliedReportingOverflow(by: UInt128(root))
    value = cube
    return !overflow && value <= UInt128(number) << 96
  }
}
