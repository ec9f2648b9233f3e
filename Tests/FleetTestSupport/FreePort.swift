import Glibc
import Synchronization

/// A port of 127.0.0.1 on which nothing listens.
///
/// The kernel picks it, and none is given out twice in one process. Between
/// here and its use somebody else may still take it: a server that cannot bind
/// says so in its log, which `Server` shows.
package enum FreePort {
  private static let given = Mutex<Set<UInt16>>([])

  package static func next() throws -> UInt16 {
    for _ in 0..<100 {
      let port = try ask()
      if given.withLock({ $0.insert(port).inserted }) { return port }
    }
    throw SocketFailure(step: "find a free port", code: EADDRINUSE)
  }

  private static func ask() throws -> UInt16 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if descriptor < 0 { throw SocketFailure(step: "open a socket", code: errno) }
    defer { close(descriptor) }
    var address = LoopbackAddress.make(port: 0)
    let bound = LoopbackAddress.with(&address) { bind(descriptor, $0, $1) }
    if bound != 0 { throw SocketFailure(step: "bind a port", code: errno) }
    var length = LoopbackAddress.length
    let asked = LoopbackAddress.with(&address) { pointer, _ in
      getsockname(descriptor, pointer, &length)
    }
    if asked != 0 { throw SocketFailure(step: "read a port", code: errno) }
    return UInt16(bigEndian: address.sin_port)
  }
}
