import Foundation

/// systemd's own reading of a unit and of an environment file, without systemd
/// being the machine's first process.
package enum SystemdManager {
  package struct Dump {
    package var environment: [String]
    package var arguments: [String]
  }

  /// What the manager makes of a service. A user's manager refuses to run as root.
  package static func dump(of unit: String) throws -> Dump {
    let scratch = try TemporaryFolder()
    // The manager is another user's, and keeps what it knows here.
    try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: scratch.path)
    try scratch.write(unit, to: "units/x.service")
    try scratch.write("[Unit]\nWants=x.service\n", to: "units/default.target")
    let manager = try Tool("systemd", from: .debian("systemd"))
    let user = try Tool("setpriv", from: .debian("util-linux"))
    let asRoot = NSUserName() == "root"
    let privileges = asRoot ? ["--reuid=65534", "--regid=65534", "--clear-groups"] : []
    let result = try user.run(
      privileges + [manager.path, "--test", "--user"],
      environment: [
        "PATH": "/usr/bin:/bin", "HOME": scratch.path,
        "SYSTEMD_UNIT_PATH": scratch.file("units").path,
        "XDG_RUNTIME_DIR": scratch.path,
      ])
    let lines = result.output.split(separator: "\n")
    guard let command = values(of: "\t\t\tCommand Line: ", in: lines).first else {
      throw Refused(reason: result.errors + result.output.prefix(4000))
    }
    // The manager shows a `$` as it will be expanded: always doubled by us.
    let halved = words(of: command).map { $0.replacing("$$", with: "$") }
    return Dump(environment: values(of: "\t\tEnvironment: ", in: lines), arguments: halved)
  }

  package struct Refused: Error { package var reason: String }

  /// Fields of os-release and the specifiers of tmpfiles.d that show them. They
  /// are read by the parser of `EnvironmentFile=`, which nothing else prints.
  package static let releaseFields: [(name: String, specifier: String)] = [
    ("ID", "%o"), ("VERSION_ID", "%w"), ("VARIANT_ID", "%W"), ("BUILD_ID", "%B"),
  ]

  package static func values(ofEnvironmentFile text: String, _ names: [String]) throws -> [String] {
    let scratch = try TemporaryFolder()
    try scratch.write(text, to: "etc/os-release")
    let present = releaseFields.filter { text.contains("\($0.name)=") && names.contains($0.name) }
    let lines = present.map { "f /\($0.name) - - - - \($0.specifier)\n" }.joined()
    try scratch.write(lines, to: "usr/lib/tmpfiles.d/x.conf")
    _ = try Tool("systemd-tmpfiles", from: .debian("systemd")).run([
      "--root=\(scratch.path)", "--create",
    ])
    return try present.map { field in
      String(decoding: try Data(contentsOf: scratch.file(field.name)), as: UTF8.self)
    }
  }

  private static func values(of label: String, in lines: [Substring]) -> [String] {
    lines.filter { $0.hasPrefix(label) }.map { String($0.dropFirst(label.count)) }
  }

  /// The words of a command line as the manager shows it: bare, or in double
  /// quotes with backslashes before what a shell would expand.
  private static func words(of line: String) -> [String] {
    var words: [String] = []
    var rest = line.unicodeScalars[...]
    while let first = rest.first {
      var word = String.UnicodeScalarView()
      if first == "\"" {
        rest = rest.dropFirst()
        while let scalar = rest.popFirst(), scalar != "\"" {
          if scalar == "\\", let next = rest.popFirst() {
            word.append(next)
          } else {
            word.append(scalar)
          }
        }
      } else {
        word.append(contentsOf: rest.prefix { $0 != " " })
        rest = rest.drop { $0 != " " }
      }
      words.append(String(word))
      rest = rest.dropFirst()
    }
    return words
  }
}
