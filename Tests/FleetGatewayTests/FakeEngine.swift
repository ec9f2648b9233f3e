import Foundation
import Glibc
import Synchronization

/// A model server of a test: on an address of its own, it answers as it is told
/// and remembers what it was asked.
///
/// Written on plain sockets, since what matters is how it fails: a refused
/// connection, one that is reset at a chosen moment, one that is never accepted.
final class FakeEngine: Sendable {
  enum Behaviour: Sendable {
    /// 200 and a line of JSON that says who answered what.
    case answers
    case fails(Int)
    /// Closes with a reset as soon as a connection is there.
    case resetsUnread
    /// Reads the request whole, then closes with a reset.
    case resetsAfterReading
    /// Events of a stream.
    case streams(count: Int, gapMilliseconds: UInt32)
    /// Events of a stream, each sent only when the one before it has been seen:
    /// whoever holds one back gets no other.
    case streamsInStep(count: Int, seen: DispatchSemaphore)
  }

  struct Request: Sendable {
    var method: String
    var path: String
    var headers: [String: String]
    var body: [UInt8]
  }

  let name: String
  let address: String
  let port: UInt16

  private struct State {
    var behaviour = Behaviour.answers
    var requests: [Request] = []
    var listener: Int32?
    var connections: Set<Int32> = []
    /// What fills the queue of a listener that never accepts.
    var fillers: [Int32] = []
  }
  private let state = Mutex(State())

  init(_ name: String, address: String, port: UInt16) {
    self.name = name
    self.address = address
    self.port = port
  }

  deinit { stop() }

  var requests: [Request] { state.withLock { $0.requests } }

  var isUp: Bool { state.withLock { $0.listener != nil } }

  func behave(_ behaviour: Behaviour) { state.withLock { $0.behaviour = behaviour } }

  func forget() { state.withLock { $0.requests = [] } }

  func start() throws {
    stop()
    let listener = try EngineSocket.listening(on: address, port, backlog: 128)
    state.withLock { $0.listener = listener }
    Thread.detachNewThread { [self] in accept(on: listener) }
  }

  /// As a process that is killed: its port refuses, its connections end.
  func stop() {
    state.withLock { state in
      // Wakes the thread that waits there, which then closes it.
      if let listener = state.listener { shutdown(listener, Int32(SHUT_RDWR)) }
      for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
      for filler in state.fillers { close(filler) }
      (state.listener, state.fillers) = (nil, [])
    }
    waitUntilRefused()
  }

  /// As a machine without power: connections are neither accepted nor refused.
  func powerOff() throws {
    stop()
    let fillers = try EngineSocket.deaf(on: address, port)
    state.withLock { $0.fillers = fillers }
  }

  private func waitUntilRefused() {
    for _ in 0..<200 where EngineSocket.accepts(address, port) { usleep(5_000) }
  }

  private func accept(on listener: Int32) {
    while true {
      let connection = Glibc.accept(listener, nil, nil)
      if connection < 0 { break }
      state.withLock { _ = $0.connections.insert(connection) }
      Thread.detachNewThread { [self] in
        serve(connection)
        state.withLock { _ = $0.connections.remove(connection) }
        close(connection)
      }
    }
    close(listener)
  }

  /// One request after the other, until either side has had enough.
  private func serve(_ connection: Int32) {
    var reader = EngineReader(connection)
    while true {
      if case .resetsUnread = state.withLock({ $0.behaviour }) {
        return EngineSocket.resetOnClose(connection)
      }
      guard let request = reader.request() else { return }
      let behaviour = state.withLock { state in
        state.requests.append(request)
        return state.behaviour
      }
      switch behaviour {
      case .answers: EngineSocket.send(answer(to: request, status: 200), to: connection)
      case .fails(let status):
        EngineSocket.send(answer(to: request, status: status), to: connection)
      case .resetsUnread, .resetsAfterReading: return EngineSocket.resetOnClose(connection)
      case .streams(let count, let gap):
        stream(count, to: connection) {
          usleep(gap * 1000)
          return true
        }
      case .streamsInStep(let count, let seen):
        stream(count, to: connection) { seen.wait(timeout: .now() + 10) == .success }
      }
    }
  }

  private func answer(to request: Request, status: Int) -> String {
    let body = "{\"engine\":\"\(name)\",\"path\":\"\(request.path)\"}"
    return "HTTP/1.1 \(status) Some\r\nContent-Type: application/json\r\n"
      + "Content-Length: \(body.utf8.count)\r\nX-Engine: \(name)\r\n\r\n\(body)"
  }

  /// - Parameter pause: what lies between two events; whether to go on.
  private func stream(_ count: Int, to connection: Int32, pause: () -> Bool) {
    EngineSocket.send(
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-Engine: \(name)\r\n"
        + "Transfer-Encoding: chunked\r\n\r\n", to: connection)
    for number in 0..<count {
      if number > 0 && !pause() { return }
      let event = "data: \(number)\n\n"
      EngineSocket.send(
        "\(String(event.utf8.count, radix: 16))\r\n\(event)\r\n", to: connection)
    }
    EngineSocket.send("0\r\n\r\n", to: connection)
  }
}
