import Foundation

/// A folder of one test that nginx takes for its machine's `/etc/nginx`, so that
/// files stand where they would on a node and nothing in them is changed.
package struct NginxFolder {
  package let folder: TemporaryFolder

  package init() throws {
    folder = try TemporaryFolder()
    try folder.write(Self.frame(folder.path), to: "etc/nginx/nginx.conf")
    try folder.write(Self.hosts, to: "etc/hosts")
  }

  /// Writes files, by their paths below the node's root.
  package func write(_ files: [String: String]) throws {
    for (path, text) in files { try folder.write(text, to: path) }
  }

  /// Names that nginx must find, since it looks each up before it starts.
  package func know(_ names: [String]) throws {
    let lines = names.map { "192.0.2.1 \($0)\n" }.joined()
    try folder.write(Self.hosts + lines, to: "etc/hosts")
  }

  /// Starts nginx on this machine's network.
  package func start(ready: Server.Readiness) throws -> Server {
    try Server(Self.unshare, Self.isolated("-rm", "exec nginx -e stderr", folder), ready: ready)
  }

  /// What nginx says of the files; nothing where all is well. It listens to try
  /// them, on any address: in a network of its own that lets it.
  package func complaints() throws -> String {
    let result = try Self.unshare.run(
      Self.isolated(
        "-rmn", "\(OwnNetwork.allowsAnyAddress) && nginx -t -q -e stderr", folder))
    return result.status == 0 ? result.errors : "status \(result.status): \(result.errors)"
  }

  private static var unshare: Tool {
    get throws { try Tool("unshare", from: .debian("util-linux")) }
  }

  /// `unshare` with a user's namespace needs no right of its own.
  private static func isolated(
    _ namespaces: String, _ command: String, _ folder: TemporaryFolder
  ) -> [String] {
    let mounts = ["nginx", "hosts"].map { name in "mount --bind \"$0/etc/\(name)\" /etc/\(name)" }
      .joined(separator: " && ")
    return [namespaces, "sh", "-c", "\(mounts) && \(command)", folder.path]
  }

  private static let hosts = "127.0.0.1 localhost\n"

  /// What Debian's own has that matters here: it includes `conf.d`.
  private static func frame(_ folder: String) -> String {
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
      .map { "  \($0)_temp_path \(folder)/\($0);\n" }.joined()
    return """
      daemon off;
      user root;
      worker_processes 2;
      pid \(folder)/pid;
      error_log stderr;
      events {}
      http {
        access_log off;
      \(temporary)  include /etc/nginx/conf.d/*.conf;
      }

      """
  }
}
