/// Maps over the nodes of a fleet, the results in the order of the input.
///
/// One thread: handing a small fleet to several takes longer than the work, and
/// the stage is a small part of a large one.
func concurrentMap<Input: Sendable, Result: Sendable>(
  _ items: [Input], _ transform: @Sendable (Input) -> Result
) -> [Result] {
  items.map(transform)
}
