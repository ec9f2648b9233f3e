package import Foundation

/// A small HTTP/1.1 client for servers on 127.0.0.1.
///
/// On a plain socket, because `URLSession` holds back the pieces of a stream:
/// a test that measures a first token needs each as it comes. One connection a
/// request; no redirects, no compression.
package struct LoopbackHTTP: Sendable {
  package let port: UInt16
  package var timeoutSeconds: Int

  package init(port: UInt16, timeoutSeconds: Int = 30) {
    self.port = port
    self.timeoutSeconds = timeoutSeconds
  }

  package struct Response: Sendable {
    package var status: Int
    /// Names in lower case; the values of a name that comes twice are joined.
    package var headers: [String: String] = [:]
    package var body = Data()

    package var text: String { String(decoding: body, as: UTF8.self) }
  }

  package struct BadResponse: Error, CustomStringConvertible {
    package var port: UInt16
    package var line: String
    package var description: String { "port \(port) answers no HTTP: '\(line)'" }
  }

  package func get(_ path: String, headers: [String: String] = [:]) throws -> Response {
    try send("GET", path, headers: headers)
  }

  package func post(
    _ path: String, json: String, headers: [String: String] = [:]
  ) throws -> Response {
    let headers = headers.merging(["Content-Type": "application/json"]) { own, _ in own }
    return try send("POST", path, headers: headers, body: Data(json.utf8))
  }

  /// Sends one request and reads the whole answer.
  ///
  /// - Parameter whenBodyArrives: Called with each piece as it comes and the
  ///   time since the request went out: the events of a stream. False hangs up.
  package func send(
    _ method: String, _ path: String, headers: [String: String] = [:], body: Data = Data(),
    whenBodyArrives: (Data, Duration) -> Bool = { _, _ in true }
  ) throws -> Response {
    let clock = ContinuousClock()
    let socket = try LoopbackSocket(port: port, timeoutSeconds: timeoutSeconds)
    let start = clock.now
    try socket.send(request(method, path, headers, body))
    var response = try head(socket)
    if method == "HEAD" || response.status == 204 || response.status == 304 { return response }
    try readBody(socket, response.headers) { piece in
      response.body.append(piece)
      return whenBodyArrives(piece, start.duration(to: clock.now))
    }
    return response
  }

  private func request(
    _ method: String, _ path: String, _ headers: [String: String], _ body: Data
  ) -> [UInt8] {
    var lines = ["\(method) \(path) HTTP/1.1"]
    let own = ["Host": "127.0.0.1:\(port)", "Connection": "close"]
    lines += headers.merging(own) { given, _ in given }.map { "\($0.key): \($0.value)" }.sorted()
    if !body.isEmpty || method == "POST" { lines.append("Content-Length: \(body.count)") }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
  }

  private func head(_ socket: LoopbackSocket) throws -> Response {
    let first = try socket.line() ?? ""
    let words = first.split(separator: " ")
    guard words.count >= 2, words[0].hasPrefix("HTTP/"), let status = Int(words[1]) else {
      throw BadResponse(port: port, line: first)
    }
    var response = Response(status: status)
    while let line = try socket.line(), !line.isEmpty {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let name = line[..<colon].lowercased()
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      response.headers[name] = response.headers[name].map { "\($0), \(value)" } ?? value
    }
    return response
  }

  private func readBody(
    _ socket: LoopbackSocket, _ headers: [String: String], _ take: (Data) -> Bool
  ) throws {
    if headers["transfer-encoding"]?.lowercased() == "chunked" {
      while let line = try socket.line() {
        let digits = line.prefix { $0.isHexDigit }
        guard let size = Int(digits, radix: 16) else { throw BadResponse(port: port, line: line) }
        if size == 0 { return }
        guard try readPieces(socket, count: size, take) else { return }
        _ = try socket.line()
      }
    } else {
      let length = headers["content-length"].flatMap { Int($0) } ?? .max
      _ = try readPieces(socket, count: length, take)
    }
  }

  /// False where the reader or the server hung up.
  private func readPieces(
    _ socket: LoopbackSocket, count: Int, _ take: (Data) -> Bool
  ) throws -> Bool {
    var left = count
    while left > 0 {
      guard let piece = try socket.some(limit: left) else { return false }
      left -= piece.count
      if !take(Data(piece)) { return false }
    }
    return true
  }
}
