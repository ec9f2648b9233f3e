import FleetCluster
import FleetDiagnostics
import FleetValues

/// What a node's Prometheus scrapes.
struct PrometheusLowering {
  private let cluster: ResolvedCluster
  private let provenance: Provenance

  init(_ cluster: ResolvedCluster, _ provenance: Provenance) {
    self.cluster = cluster
    self.provenance = provenance
  }

  func plan(on node: ResolvedNode) -> PrometheusPlan? {
    guard let service = node.services.first(where: { $0.name.value.text == "prometheus" }),
      let port = service.port?.value
    else { return nil }
    let jobs = [engineJob(from: node), nodeJob, prometheusJob]
    return PrometheusPlan(
      listen: service.listen(on: node), port: port,
      interval: cluster.monitoring.interval.value,
      retention: cluster.monitoring.retention.value, fleet: Plain(known: cluster.name.value.string),
      jobs: jobs.filter { !$0.targets.isEmpty },
      origin: service.origin
        .deriving("interval", from: cluster.monitoring.origin.spans(of: "interval"))
        .deriving("retention", from: cluster.monitoring.origin.spans(of: "retention"))
        .deriving("fleet", from: [cluster.name.span])
        .deriving("jobs", from: cluster.deployments.flatMap { $0.origin.spans(of: "engine") })
        .deriving("listen", from: node.origin.spans(of: "address"))
        .deriving("listen", from: "port"))
  }

  /// Ollama has no metrics of its own: it is no target here.
  private func engineJob(from node: ResolvedNode) -> ScrapeJobPlan {
    let targets = cluster.deployments.filter { $0.engine.value == .llamaCpp }
      .compactMap { deployment in
        cluster.node(deployment.node).map { home in
          ScrapeTargetPlan(
            endpoint: deployment.endpoint(on: home, from: node.name.value),
            labels: [
              label("deployment", deployment.name.value.text),
              label("engine", deployment.engine.value.rawValue),
              label("model_name", deployment.model.name.value.text),
            ] + labels(of: home),
            origin: deployment.origin
              .deriving("endpoint", from: provenance.endpoint(of: deployment, on: home))
              .deriving(
                "labels",
                from: ["model", "node", "engine"].flatMap {
                  deployment.origin.spans(of: $0)
                } + home.origin.spans(of: "labels"))
          )
        }
      }
    return ScrapeJobPlan(name: Plain(known: "engines"), targets: targets)
  }

  private var nodeJob: ScrapeJobPlan {
    ScrapeJobPlan(
      name: Plain(known: "node"),
      targets: cluster.nodes.map { node in
        target(Endpoint(node.address.value, PortAllocation.nodeExporter), node, node.origin)
      })
  }

  private var prometheusJob: ScrapeJobPlan {
    ScrapeJobPlan(
      name: Plain(known: "prometheus"),
      targets: cluster.nodes.flatMap { node in
        node.services.filter { $0.name.value.text == "prometheus" }.compactMap { service in
          service.port.map { target(Endpoint(node.address.value, $0.value), node, service.origin) }
        }
      })
  }

  private func target(
    _ endpoint: Endpoint, _ node: ResolvedNode, _ origin: Origin
  ) -> ScrapeTargetPlan {
    ScrapeTargetPlan(
      endpoint: endpoint, labels: labels(of: node),
      origin: origin.deriving("endpoint", from: node.origin.spans(of: "address"))
        .deriving("endpoint", from: "port")
        .deriving("labels", from: node.origin.spans(of: "labels")))
  }

  /// The node's name, and what its owner calls it: `,large,attic,`, so that
  /// `labels=~".*,large,.*"` finds one of several.
  private func labels(of node: ResolvedNode) -> [(name: Plain, value: Text)] {
    let own = node.labels.map(\.string).joined(separator: ",")
    return (own.isEmpty ? [] : [label("labels", ",\(own),")])
      + [label("node", node.name.value.text)]
  }

  private func label(_ name: String, _ value: String) -> (name: Plain, value: Text) {
    guard let text = try? Text(value) else { broken("the label \(name) cannot be written") }
    return (Plain(known: name), text)
  }
}
