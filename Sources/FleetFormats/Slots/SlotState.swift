/// Where in a file of one format a reader is, as far as it decides which slot a
/// hole would stand in. It reads a template's own text, byte by byte.
///
/// The states are small and comparable, so that `SlotFinder` can follow every
/// way through a template's sections.
enum SlotState: Hashable, Sendable {
  case shell(ShellState)
  case systemd(SystemdState)
  case nginx(NginxState)
  case environmentFile(EnvironmentFileState)
  /// A format without a slot for text. The words name it.
  case opaque(String)

  var slot: Slot {
    switch self {
    case .shell(let state): state.slot
    case .systemd(let state): state.slot
    case .nginx(let state): state.slot
    case .environmentFile(let state): state.slot
    case .opaque(let format): .plain(format)
    }
  }

  /// Takes a byte of the template's text. Returns a hole that should have ended
  /// its word, where the byte goes on with it.
  mutating func read(_ byte: UInt8) -> Int? {
    switch self {
    case .shell(var state):
      let cut = state.read(byte)
      self = .shell(state)
      return cut
    case .systemd(var state):
      let cut = state.read(byte)
      self = .systemd(state)
      return cut
    case .nginx(var state):
      state.read(byte)
      self = .nginx(state)
      return nil
    case .environmentFile(var state):
      let cut = state.read(byte)
      self = .environmentFile(state)
      return cut
    case .opaque: return nil
    }
  }

  /// Passes a hole. Returns a hole that should have ended its word before it.
  mutating func pass(hole: Int, isText: Bool) -> Int? {
    switch self {
    case .shell(var state):
      let cut = state.pass(hole: hole, isText: isText)
      self = .shell(state)
      return cut
    case .systemd(var state):
      let cut = state.pass(hole: hole, isText: isText)
      self = .systemd(state)
      return cut
    case .nginx(var state):
      state.passHole()
      self = .nginx(state)
      return nil
    case .environmentFile(var state):
      let cut = state.pass(hole: hole, isText: isText)
      self = .environmentFile(state)
      return cut
    case .opaque: return nil
    }
  }
}

/// Blanks as every one of these formats has them.
func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

/// A byte that may stand in a word without a meaning of its own.
func isNameByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
    true
  default: false
  }
}
