import FleetCluster
import FleetDiagnostics
import FleetSpec
import FleetValues

struct InlineSecret: Check {
  static let descriptor = DiagnosticDescriptor(
    code: "F0801", name: "inline-secret", severity: .error,
    explanation: """
      A value looks like a secret: a variable or a flag whose name ends in TOKEN,
      KEY, SECRET or PASSWORD, or a URL with a password. The spec is committed and
      the files it makes can be read by everybody on the node.

      ```yaml fails base=box
      deployments:
        llama-box: {model: llama, engine: ollama, environment: {HF_TOKEN: hf_abcdef}}
      ```

      Give the program a file to read it from, outside of the spec:

      ```yaml passes base=box
      deployments:
        llama-box: {model: llama, engine: llama.cpp, flags: {api-key-file: /etc/fleetc/keys}}
      ```
      """)

  private static let endings = ["TOKEN", "KEY", "SECRET", "PASSWORD"]

  func diagnostics(for cluster: AssessedCluster) -> [Diagnostic] {
    cluster.resolved.deployments.flatMap { deployment in
      let variables = deployment.environment.map { ("variable", $0.key, [$0.value.value]) }
      let flags = deployment.flags.map { ("flag", $0.key, values(of: $0.value.value)) }
      return (variables + flags).compactMap { noun, key, values in
        isSecret(key.value, values) ? finding(noun, key) : nil
      }
    }
  }

  private func values(of flag: FlagValue) -> [Text] {
    if case .values(let values) = flag { values } else { [] }
  }

  private func isSecret(_ name: String, _ values: [Text]) -> Bool {
    let isNamedSo = Self.endings.contains { name.uppercased().hasSuffix($0) }
    return isNamedSo && !values.isEmpty || values.contains { holdsPassword($0.string) }
  }

  /// `scheme://user:password@host`.
  private func holdsPassword(_ text: String) -> Bool {
    guard let scheme = text.firstRange(of: "://") else { return false }
    let authority = text[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard let at = authority.lastIndex(of: "@") else { return false }
    return authority[..<at].contains(":")
  }

  private func finding(_ noun: String, _ key: Located<String>) -> Diagnostic {
    Diagnostic(
      Self.descriptor, "the \(noun) '\(key.value)' holds what looks like a secret", at: key.span,
      help: ["put it into a file on the node, readable by the engine's user alone"])
  }
}
