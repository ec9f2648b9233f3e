import FleetTestSupport
import Foundation

/// A program that does what Ollama's client does, as far as its files show: it
/// keeps a folder of names and writes down each call and each Modelfile.
enum FakeOllama {
  static func client(in folder: TemporaryFolder) -> String {
    """
    #!/bin/bash
    printf '%s\\0' "$OLLAMA_HOST" "$@" "" >>'\(folder.path)/calls'
    cd '\(folder.path)/store' || exit 1
    case $1 in
      list) [[ -e up ]] ;;
      show) [[ -f "$3" && $2 == -- ]] ;;
      create) [[ $3 == -f ]] && cp "$4" "made-$2" && touch "$2" ;;
      cp) [[ -e $2 ]] && touch "$3" ;;
      *) exit 1 ;;
    esac

    """
  }

  /// Answers one request after the other with a status, and keeps what was asked.
  static func server(port: UInt16, status: String, log: URL) -> String {
    """
    import http.server
    class Handler(http.server.BaseHTTPRequestHandler):
        def answer(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            with open("\(log.path)", "ab") as log:
                log.write(f"{self.command} {self.path} ".encode() + body + b"\\n")
            self.send_response(\(status))
            self.end_headers()
        do_GET = do_POST = answer
        def log_message(self, *arguments): pass
    http.server.HTTPServer(("127.0.0.1", \(port)), Handler).serve_forever()

    """
  }
}
