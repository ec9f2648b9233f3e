import Glibc

/// A connection to a port of 127.0.0.1, for tests alone.
final class LoopbackSocket {
  private let descriptor: Int32
  private var buffer: ArraySlice<UInt8> = []

  init(port: UInt16, timeoutSeconds: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if descriptor < 0 { throw SocketFailure(step: "open a socket", code: errno) }
    var patience = timeval(tv_sec: timeoutSeconds, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
    var address = LoopbackAddress.make(port: port)
    let result = LoopbackAddress.with(&address) { connect(descriptor, $0, $1) }
    if result != 0 {
      let code = errno
      close(descriptor)
      throw SocketFailure(step: "connect to port \(port)", code: code)
    }
  }

  deinit { close(descriptor) }

  func send(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      // A server that has hung up must not end the test process with a signal.
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0 { throw SocketFailure(step: "send", code: errno) }
      rest = rest.dropFirst(count)
    }
  }

  /// The bytes up to the next line end, without it; nil at the end.
  func line() throws -> String? {
    while true {
      if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        var line = buffer[..<end]
        buffer = buffer[(end + 1)...]
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        return String(decoding: line, as: UTF8.self)
      }
      guard try fill() else { return nil }
    }
  }

  /// What has arrived, up to `limit` bytes; waits where nothing has. Nil at the end.
  func some(limit: Int = .max) throws -> ArraySlice<UInt8>? {
    if buffer.isEmpty, try !fill() { return nil }
    let piece = buffer.prefix(limit)
    buffer = buffer.dropFirst(piece.count)
    return piece
  }

  private func fill() throws -> Bool {
    var bytes = [UInt8](repeating: 0, count: 64 << 10)
    let count = recv(descriptor, &bytes, bytes.count, 0)
    if count < 0 { throw SocketFailure(step: "receive", code: errno) }
    buffer += bytes[..<count]
    return count > 0
  }
}
