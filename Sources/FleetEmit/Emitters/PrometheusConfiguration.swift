import FleetDiagnostics
import FleetFormats
import FleetPlan
import FleetValues

/// `prometheus.yml` and a file of targets for each job.
///
/// Prometheus watches the files of targets, so that a fleet that grows needs no
/// reload; their paths are relative, since `promtool` refuses absolute ones that
/// are not on the machine that checks.
struct PrometheusConfiguration: Emitter {
  private static let unit = "systemd/prometheus.conf"
  private static let folder = "etc/prometheus"

  private static let fields = TemplateFields<PrometheusPlan>(
    origin: \.origin,
    .trusted("listen") { address(of: $0) },
    .plain("retention") { Plain(known: $0.retention.description) })

  let templates = [TemplateUse(unit, fields.shape)]

  func artifacts(
    for node: NodePlan, in plan: DeploymentPlan, with templates: CompiledTemplates,
    into diagnostics: inout [Diagnostic]
  ) -> [Artifact] {
    guard let prometheus = node.prometheus else { return [] }
    let unit = templates.render(Self.unit, Self.fields, prometheus, into: &diagnostics)
    let configuration = YAMLPrinter.text(
      of: Self.document(of: prometheus),
      heading: [
        Trusted("Written by fleetc from cluster.yaml, nodes.") + Trusted(Plain(node.name))
          + Trusted(". Edit that instead.")
      ])
    return [
      Artifact(
        node: node.name, path: "\(Self.folder)/prometheus.yml", contents: configuration),
      Artifact(
        node: node.name, path: "etc/systemd/system/prometheus.service.d/50-fleetc.conf",
        contents: unit),
    ]
      + prometheus.jobs.map { job in
        Artifact(
          node: node.name, path: "\(Self.folder)/\(Self.targetFile(of: job))",
          contents: JSONPrinter.text(of: Self.targets(of: job)))
      }
  }

  private static func address(of prometheus: PrometheusPlan) -> Trusted {
    prometheus.listen.map { Trusted(Endpoint(.address($0), prometheus.port)) }
      ?? Trusted(":") + Trusted(Plain(prometheus.port))
  }

  private static func targetFile(of job: ScrapeJobPlan) -> String { "targets/\(job.name).json" }

  private static func document(of prometheus: PrometheusPlan) -> Document {
    let origin = prometheus.origin
    let interval = Document.duration(prometheus.interval).from(origin, "interval")
    return [
      "global": [
        "scrape_interval": interval, "evaluation_interval": interval,
        "external_labels": [
          "cluster": Document.plain(prometheus.fleet).from(origin, "fleet")
        ],
      ],
      "scrape_configs": Document.sequence(
        prometheus.jobs.map { job in
          [
            "job_name": .plain(job.name),
            "file_sd_configs": [["files": [.string(targetFile(of: job))]]],
          ]
        }
      ).from(origin, "jobs"),
    ]
  }

  /// One group a target: each has labels of its own.
  private static func targets(of job: ScrapeJobPlan) -> Document {
    .sequence(
      job.targets.map { target in
        let labels = target.labels.map {
          Document.Entry($0.name.text, Document.text($0.value).from(target.origin, "labels"))
        }
        let endpoint = Document.string("\(target.endpoint)").from(target.origin, "endpoint")
        return ["targets": [endpoint], "labels": .mapping(labels)]
      })
  }
}
