/// The mixture of experts of a model. All of them are resident, whatever share
/// of them a token uses.
package struct ArchitectureExperts: Hashable, Sendable {
  package var count: Int64
  /// Experts a token uses.
  package var active: Int64
  /// Width of one expert.
  package var width: Int64
  /// Width of the experts every token uses, together; zero for none.
  package var sharedWidth: Int64
  /// The first so many layers have one dense block instead.
  package var denseLayers: Int64
  /// The router adds a learnt bias per expert.
  package var hasRouterBias: Bool

  package init(
    count: Int64, active: Int64, width: Int64, sharedWidth: Int64, denseLayers: Int64,
    hasRouterBias: Bool
  ) {
    self.count = count
    self.active = active
    self.width = width
    self.sharedWidth = sharedWidth
    self.denseLayers = denseLayers
    self.hasRouterBias = hasRouterBias
  }
}
