package import FleetCluster
import FleetDiagnostics
package import FleetFormats
import FleetValues

/// What a build says at its end: what was proved, where clients go, where the
/// files are.
package struct BuildSummary: Sendable {
  private let cluster: AssessedCluster
  private let artifacts: [Artifact]
  private let folder: String

  package init(_ cluster: AssessedCluster, _ artifacts: [Artifact], in folder: String) {
    self.cluster = cluster
    self.artifacts = artifacts
    self.folder = folder
  }

  package var lines: [String] {
    var lines = ["Memory"] + LedgerPicture(cluster).lines.map { "  " + $0 }
    let routes = RouteReport(cluster.resolved)
    if let address = routes.address {
      lines += ["", "Routes  clients ask \(address)"]
      lines += routes.lines.map { "  " + $0 }
    }
    lines += ["", "Ports"] + PortReport(cluster.resolved).lines.map { "  " + $0 }
    lines += ["", "Files"] + files
    return lines
  }

  private var files: [String] {
    let counts = Dictionary(grouping: artifacts, by: \.node).mapValues(\.count)
    let nodes = cluster.resolved.nodes.filter { counts[$0.name.value] != nil }
    var table = TextTable("FOLDER", "FILES", "FOR")
    for node in nodes {
      let name = node.name.value
      table.add("\(folder)/\(name)/", "\(counts[name] ?? 0)", "\(node.address.value)")
    }
    table.add("\(folder)/\(Artifact.fleetFolder)/", "\(counts[nil] ?? 0)", "you")
    guard let first = nodes.first else { return table.lines(indent: "  ") }
    let (name, address) = (first.name.value, first.address.value)
    return table.lines(indent: "  ") + [
      "", "  To install, for each node:",
      "  rsync -rl \(folder)/\(name)/ root@\(address):fleetc/",
      "  ssh root@\(address) fleetc/install.sh",
    ]
  }
}
