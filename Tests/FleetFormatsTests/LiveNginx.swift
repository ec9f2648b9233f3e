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
    let scratch = try ScratchFolder()
    let socket = scratch.file("socket").path
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
      .map { "\($0)_temp_path \(scratch.url.path)/\($0);" }.joined(separator: "\n")
    let configuration = try scratch.write(
      """
      daemon off;
      worker_processes 1;
      pid \(scratch.url.path)/pid;
      error_log \(scratch.url.path)/errors;
      events {}
      http {
      access_log off;
      variables_hash_max_size 8192;
      \(temporary)
      \(site.replacing("unix:SOCKET", with: "unix:\(socket)"))
      }

      """, to: "nginx.conf")
    let arguments = ["-c", configuration.path, "-e", scratch.file("errors").path]
    let nginx = try ExternalTool("nginx", package: "nginx")
    let process = try nginx.start(arguments)
    defer { process.terminate() }
    let python = try ExternalTool("python3", package: "python3")
    let result = try python.run(["-c", client, socket] + paths)
    let errors = (try? String(contentsOf: scratch.file("errors"), encoding: .utf8)) ?? ""
    guard result.status == 0 else { throw Refused(reason: errors + result.errors) }
    return (try JSONReader.value(of: Array(result.output)).array ?? []).map {
      Answer(type: $0["type"]?.string ?? "", body: $0["body"]?.string ?? "")
    }
  }

  struct Refused: Error { var reason: String }

  /// Headers byte by byte: HTTP libraries trim them.
  private static let client = """
    import json, socket, sys, time
    def ask(path):
        for attempt in range(100):
            try:
                s = socket.socket(socket.AF_UNIX)
                s.connect(sys.argv[1])
                break
            except OSError:
                time.sleep(0.05)
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
