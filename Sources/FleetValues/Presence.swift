/// Whether a machine or a process is expected to be there.
package enum Presence: String, CaseIterable, Sendable {
  case steady
  /// Comes and goes; its loss is no incident.
  case sometimes
  /// Not there yet: checked and compiled, left out of the rollout.
  case proposed
}
