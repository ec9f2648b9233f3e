import FleetJSON
import FleetTestSupport
import Foundation

/// A running nginx that listens on a socket file, and what it answers.
enum LiveNginx {
  struct Answer {
    var type: String
    var body: String
  }

  /// - Parameter site: what stands in `http`, listening on `unix:SOCKET`.
  static func answers(of site: String, to paths: [String]) throws -> [Answer] {
    let root = try NginxFolder()
    let socket = root.folder.file("socket")
    let own = site.replacing("unix:SOCKET", with: "unix:\(socket.path)")
    try root.write(["etc/nginx/conf.d/x.conf": "variables_hash_max_size 8192;\n\(own)"])
    let nginx = try root.start(ready: .file(socket))
    defer { nginx.kill() }
    let python = try Tool("python3", from: .debian("python3"))
    let result = try python.run(["-c", client, socket.path] + paths)
    guard result.status == 0 else { throw Refused(reason: nginx.log + result.errors) }
    return (try JSONReader.value(of: Array(result.outputData)).array ?? []).map {
      Answer(type: $0["type"]?.string ?? "", body: $0["body"]?.string ?? "")
    }
  }

  struct Refused: Error { var reason: String }

  /// Headers byte by byte: HTTP libraries trim them.
  private static let client = """
    import json, socket, sys
    def ask(path):
        s = socket.socket(socket.AF_UNIX)
        s.connect(sys.argv[1])
        s.sendall(f"GET {path} HTTP/1.0\\r\\n\\r\\n".encode())
        data = b""
        while chunk := s.recv(65536):
            data += chunk
        head, _, body = data.partition(b"\\r\\n\\r\\n")
        types = [l[14:] for l in head.split(b"\\r\\n") if l.startswith(b"Content-Type: ")]
        return {"type": b"".join(types).decode(), "body": body.decode()}
    print(json.dumps([ask(path) for path in sys.argv[2:]]))
    """
}
