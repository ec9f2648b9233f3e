import FleetCatalog
import FleetCluster
import FleetDiagnostics
import FleetValues

struct ReservedPort: Check {
  static let descriptor = DiagnosticDescriptor(
    code: "F0404", name: "reserved-port", severity: .warning,
    explanation: """
      A port that another program usually has. It is free on this node as far as the
      spec knows, and somebody will install that program one day.

      ```yaml fails base=box
      deployments: {llama-box: {model: llama, engine: llama.cpp, port: 9090}}
      ```

      ```yaml passes base=box
      deployments: {llama-box: {model: llama, engine: llama.cpp, port: 8101}}
      ```
      """)

  func diagnostics(for cluster: AssessedCluster) -> [Diagnostic] {
    cluster.resolved.listeners.compactMap { listener in
      // Web servers and engines share these, and everybody knows it.
      guard !(8000...8100).contains(listener.port.number), listener.port.number > 1024 else {
        return nil
      }
      let programs = Catalog.builtIn.programs(on: listener.port).map(\.id)
      guard let usual = programs.first, !programs.contains(listener.program ?? ""),
        listener.owner != Listener.reserveOwner
      else { return nil }
      return Diagnostic(
        Self.descriptor,
        "\(listener.owner) has port \(listener.port) on node '\(listener.node)', which is usually "
          + "\(usual)'s",
        at: listener.span, help: ["choose another port, or leave it out: a free one is found"],
        subjects: [listener.owner])
    }
  }
}
