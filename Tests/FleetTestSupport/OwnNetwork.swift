/// A network of a test's own, in which a program listens on any machine's address.
package enum OwnNetwork {
  /// A command for a shell that runs as root in it, before the program.
  package static let allowsAnyAddress = ["ipv4", "ipv6"]
    .map { "echo 1 >/proc/sys/net/\($0)/ip_nonlocal_bind" }.joined(separator: " && ")

  /// `unshare` with a user's namespace needs no right of its own.
  package static func run(_ command: String, _ arguments: String...) throws -> Tool.Result {
    try Tool("unshare", from: .debian("util-linux"))
      .run(["-rn", "sh", "-c", "\(allowsAnyAddress) && \(command)"] + arguments)
  }
}
