package import FleetDiagnostics
package import FleetSyntax
package import FleetValues

/// How the fleet is watched, as it is written.
package struct MonitoringSpec: Record {
  package var interval: Located<TimeSpan>?
  package var retention: Located<TimeSpan>?
  package var origin: Origin

  private static let interval = Field(
    "interval", .duration, .defaulted("15s"), doc: "Scrape and evaluation.")
  private static let retention = Field(
    "retention", .duration, .defaulted("15d"), doc: "How long samples are kept.")

  package static let shape = RecordShape(
    "monitoring",
    [
      interval.declaration, retention.declaration,
      .later("retention_size", doc: "How much is kept."),
      .later("exporters", doc: "Which exporters run."),
      .later("record", doc: "Recording rules."), .later("rules", doc: "Your rule files."),
      .later("metrics", doc: "Series you rely on."),
      .later("watchdog", doc: "Where the always-firing alert goes."),
      .later("canary", doc: "A one-token request that often."),
      .later("dashboards", doc: "Grafana files."),
    ])

  package init?(reading record: inout RecordReader) {
    interval = record.optional(Self.interval)
    retention = record.optional(Self.retention)
    origin = record.origin
  }
}
