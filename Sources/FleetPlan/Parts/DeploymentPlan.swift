package import FleetValues

/// What every node runs, as plain values: by now each question about the source
/// text has been answered, and an emitter cannot ask another.
package struct DeploymentPlan: Sendable {
  package var fleet: Plain
  /// By name.
  package var nodes: [NodePlan]
}
