import FleetTestSupport
import Foundation
import Testing

/// Scripts and the variables beside them, as shells read them.
@Suite struct ScriptValidityTests {
  @Test(arguments: try GoldenNode.all) func shellsAndShellcheckTakeEveryScript(
    _ node: GoldenNode
  ) throws {
    let root = try TemporaryFolder()
    try node.write(to: root)
    let scripts = node.files.keys.filter { $0.hasSuffix(".sh") }.sorted()
    #expect(scripts.contains("install.sh"))
    let bash = try Tool("bash", from: .debian("bash"))
    for script in scripts {
      let parsed = try bash.run(["-n", root.file(script).path])
      #expect(parsed.status == 0 && parsed.errors == "", "\(script): \(parsed.errors)")
      #expect(node.files[script]?.mode == 0o755, "\(script)")
    }
    let checked = try Tool("shellcheck", from: .debian("shellcheck")).run(
      ["-S", "warning", "-f", "gcc"] + scripts, in: root.url)
    #expect(checked.status == 0 && checked.errors == "", "\(checked.output)\(checked.errors)")
  }

  /// They are systemd's to read; a script that is started by hand reads them too.
  @Test(arguments: try GoldenNode.all) func variablesCanBeSourced(_ node: GoldenNode) throws {
    let root = try TemporaryFolder()
    try node.write(to: root)
    let bash = try Tool("bash", from: .debian("bash"))
    for path in node.files.keys.sorted() where path.hasSuffix("/env") {
      let result = try bash.run(
        ["-euc", ". \"$1\"; compgen -v", "bash", root.file(path).path])
      #expect(result.status == 0 && result.errors == "", "\(path): \(result.errors)")
      let text = String(decoding: node.files[path]?.contents ?? Data(), as: UTF8.self)
      let names = text.matches(of: /(?m)^([A-Z][A-Z0-9_]*)=/).map { String($0.1) }
      let set = result.output.split(separator: "\n").map(String.init)
      #expect(!names.isEmpty && Set(names).isSubset(of: set), "\(path): \(names) \(set)")
    }
  }
}
