import Dispatch
import Synchronization

/// Maps over the nodes of a fleet, the results in the order of the input.
///
/// On two threads where that pays: handing a small fleet to a second one takes
/// longer than the work. Which thread was faster shows nowhere.
func concurrentMap<Input: Sendable, Result: Sendable>(
  _ items: [Input], _ transform: @Sendable (Input) -> Result
) -> [Result] {
  if items.count < fewestForTwoThreads { return items.map(transform) }
  let middle = items.count / 2
  let halves = Mutex<[[Result]]>([[], []])
  DispatchQueue.concurrentPerform(iterations: 2) { half in
    let range = half == 0 ? 0..<middle : middle..<items.count
    let results = items[range].map(transform)
    halves.withLock { $0[half] = results }
  }
  return halves.withLock { $0[0] + $0[1] }
}

private let fewestForTwoThreads = 64
