import FleetTestSupport
import Glibc

/// Sockets on any address of the loopback network.
enum EngineSocket {
  static func listening(on address: String, _ port: UInt16, backlog: Int32) throws -> Int32 {
    let descriptor = try open()
    var isOn: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout<Int32>.size))
    if with(address, port, { bind(descriptor, $0, $1) }) != 0
      || listen(descriptor, backlog) != 0
    {
      let code = errno
      close(descriptor)
      throw EngineFailure(step: "listen on \(address):\(port)", code: code)
    }
    return descriptor
  }

  /// A listener whose queue is full: the kernel drops each further first packet,
  /// as a machine does that is not there.
  static func deaf(on address: String, _ port: UInt16) throws -> [Int32] {
    var descriptors = [try listening(on: address, port, backlog: 0)]
    for _ in 0..<4 {
      let client = try open()
      _ = fcntl(client, F_SETFL, O_NONBLOCK)
      _ = with(address, port) { connect(client, $0, $1) }
      descriptors.append(client)
    }
    usleep(50_000)
    return descriptors
  }

  static func accepts(_ address: String, _ port: UInt16) -> Bool {
    guard let client = try? open() else { return false }
    defer { close(client) }
    return with(address, port) { connect(client, $0, $1) } == 0
  }

  /// The next `close` sends a reset instead of a farewell.
  static func resetOnClose(_ connection: Int32) {
    var patience = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      connection, SOL_SOCKET, SO_LINGER, &patience, socklen_t(MemoryLayout<linger>.size))
  }

  static func send(_ text: String, to connection: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }

  private static func open() throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(O_CLOEXEC), 0)
    if descriptor < 0 { throw EngineFailure(step: "open a socket", code: errno) }
    return descriptor
  }

  private static func with(
    _ address: String, _ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = port.bigEndian
    inet_pton(AF_INET, address, &place.sin_addr)
    return withUnsafePointer(to: &place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}

struct EngineFailure: Error, CustomStringConvertible {
  var step: String
  var code: Int32
  var description: String { "cannot \(step): \(String(cString: strerror(code)))" }
}

/// Reads the requests of one connection.
struct EngineReader {
  private let connection: Int32
  private var buffer: [UInt8] = []

  init(_ connection: Int32) { self.connection = connection }

  /// The next request with its whole body, or nil at the end.
  mutating func request() -> FakeEngine.Request? {
    let end = Array("\r\n\r\n".utf8)
    while buffer.firstRange(of: end) == nil { guard fill() else { return nil } }
    guard let range = buffer.firstRange(of: end) else { return nil }
    let lines = String(decoding: buffer[..<range.lowerBound], as: UTF8.self)
      .split(separator: "\r\n")
    buffer.removeFirst(range.upperBound)
    let words = lines.first.map { $0.split(separator: " ") } ?? []
    guard words.count == 3 else { return nil }
    let pairs = lines.dropFirst().compactMap { line -> (String, String)? in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      return (line[..<colon].lowercased(), String(line[colon...].dropFirst(2)))
    }
    let headers = Dictionary(pairs) { $0 + ", " + $1 }
    let length = headers["content-length"].flatMap { Int($0) } ?? 0
    while buffer.count < length { guard fill() else { return nil } }
    let body = Array(buffer[..<length])
    buffer.removeFirst(length)
    return FakeEngine.Request(
      method: String(words[0]), path: String(words[1]), headers: headers, body: body)
  }

  private mutating func fill() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 64 << 10)
    let count = recv(connection, &bytes, bytes.count, 0)
    if count > 0 { buffer += bytes[..<count] }
    return count > 0
  }
}
