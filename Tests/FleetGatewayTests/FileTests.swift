import FleetTestSupport
import Foundation
import Testing

/// What nginx and people see in the files themselves.
@Suite struct FileTests {
  private static let routes = """
    chat: {about: "secret about", targets: [[e1, e2], e3, e4, e5], timeout: 90s}
    deep: {targets: [e2], replay: false}
    """

  @Test func nginxHasNothingToComplainOf() throws {
    let bench = try GatewayBench(engines: 5, routes: Self.routes, proposed: [2], ollama: [1, 5])
    #expect(try bench.complaints() == "")
    #expect(
      bench.files.keys.sorted() == [
        "etc/nginx/conf.d/fleetc.conf", "etc/nginx/fleetc/models.json",
        "etc/nginx/fleetc/models/chat.json", "etc/nginx/fleetc/models/deep.json",
      ])
    #expect(bench.site.hasPrefix("# Written by fleetc from cluster.yaml, gateway and routes."))
    #expect(!bench.site.contains("about"))
    #expect(bench.site.contains("proxy_read_timeout 90s;"))
    #expect(bench.site.contains("client_max_body_size 32m;"))
    #expect(bench.site.contains("listen 127.0.0.1:\(bench.port);"))
  }

  /// Under the `nginx.conf` of Debian's package, beside its default site on port
  /// 80. Only the user is another: the test's own namespace knows no `www-data`.
  @Test func debiansOwnConfigurationTakesIt() throws {
    let bench = try GatewayBench(engines: 2, routes: "chat: {targets: [e1, e2]}", port: 80)
    let result = try Tool("unshare", from: .debian("util-linux")).run([
      "-rmn", "sh", "-ec",
      """
      cp -r /etc/nginx "$0/debian"
      cp -r "$0/etc/nginx/conf.d" "$0/etc/nginx/fleetc" "$0/debian"
      sed -i 's/^user .*/user root;/' "$0/debian/nginx.conf"
      mount --bind "$0/debian" /etc/nginx
      mount -t tmpfs none /run
      mount -t tmpfs none /var/log/nginx
      mount -t tmpfs none /var/lib/nginx
      nginx -t -q
      """, bench.folder.path,
    ])
    #expect(result.status == 0 && result.errors == "", "\(result.errors)")
  }

  /// An upstream whose servers do not fit its shared memory keeps nginx down. The
  /// last rank of a chain stands in it twice.
  @Test(arguments: [
    (8, "", "64k"), (9, "", "128k"), (33, "", "320k"), (33, ", replay: false", "320k"),
    (200, "", "1600k"),
  ])
  func aRankMayHaveManyTargets(count: Int, replay: String, zone: String) throws {
    let targets = (1...count).map { "e\($0)" }.joined(separator: ", ")
    let bench = try GatewayBench(
      engines: count, routes: "chat: {targets: [[\(targets)]]\(replay)}")
    #expect(bench.site.contains("  zone fleetc_chat_1 \(zone);"))
    #expect(try bench.complaints() == "")
  }

  @Test func addressesOfBothKinds() throws {
    let bench = try GatewayBench(
      engines: 1, routes: "chat: {targets: [e1]}",
      gateway: ", address: \"::1\", name: llm.example.org")
    #expect(bench.site.contains("listen [::1]:\(bench.port);"))
    #expect(bench.site.contains("server_name llm.example.org;"))
    #expect(try bench.complaints() == "")
  }
}
