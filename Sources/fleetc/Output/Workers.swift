import Dispatch
import Synchronization

/// Runs one body for each of many folders, on two threads where that pays.
///
/// The kernel's work on names is most of a build, and two cores do it in
/// two thirds of the time. More threads wait for each other's folder locks.
enum Workers {
  private static let threads = 2
  /// Below this a second thread costs more than it saves.
  private static let fewest = 64

  /// One state for each thread that will run.
  static func states<State>(for count: Int, _ make: () -> State) -> [State] {
    (0..<(count < fewest ? 1 : threads)).map { _ in make() }
  }

  /// Each body sees its thread's own state, so states need no lock.
  ///
  /// Of several failures the one of the lowest place is thrown, so that the
  /// message does not depend on which thread was faster.
  static func run<State>(
    _ states: [State], count: Int, _ body: (State, Int) throws(OutputFailure) -> Void
  ) throws(OutputFailure) {
    if states.count == 1 {
      for place in 0..<count { try body(states[0], place) }
      return
    }
    let progress = Mutex(Progress(end: count))
    withoutActuallyEscaping(body) { body in
      // Each thread touches its own state, and each place is one thread's.
      nonisolated(unsafe) let body = body
      nonisolated(unsafe) let states = states
      unsafe DispatchQueue.concurrentPerform(iterations: states.count) { thread in
        while let place = progress.withLock({ $0.take() }) {
          do throws(OutputFailure) {
            try unsafe body(states[thread], place)
          } catch {
            progress.withLock { $0.stop(at: place, error) }
          }
        }
      }
    }
    if let failure = progress.withLock({ $0.failure }) { throw failure }
  }

  private struct Progress {
    private var next = 0
    private var end: Int
    private(set) var failure: OutputFailure?

    init(end: Int) { self.end = end }

    mutating func take() -> Int? {
      guard next < end else { return nil }
      next += 1
      return next - 1
    }

    mutating func stop(at place: Int, _ failure: OutputFailure) {
      if place < end {
        end = place
        self.failure = failure
      }
    }
  }
}
