import Glibc

/// The C side of "127.0.0.1 and a port".
enum LoopbackAddress {
  static let length = socklen_t(MemoryLayout<sockaddr_in>.size)

  static func make(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }

  static func with<Value>(
    _ address: inout sockaddr_in,
    _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Value
  ) -> Value {
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
    }
  }
}

/// Why a socket of a test could not be had or used.
package struct SocketFailure: Error, CustomStringConvertible {
  package var step: String
  package var code: Int32

  package var description: String { "cannot \(step): \(String(cString: strerror(code)))" }
}
