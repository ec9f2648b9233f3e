import FleetTestSupport
import Foundation
import Synchronization

/// Requests at a steady rate, whether or not the ones before were answered.
enum Load {
  struct Outcome: CustomStringConvertible {
    var failed = 0
    var times: [Duration] = []

    var worst: Duration { times.max() ?? .zero }
    var slow: Int { times.count { $0 > .milliseconds(300) } }
    var description: String {
      "\(times.count) requests, \(failed) failed, \(slow) slow, worst \(worst)"
    }
  }

  /// - Parameter atSecond: is called as each second of the load begins.
  static func run(
    requests: Int, perSecond: Int, port: UInt16, atSecond: (Int) throws -> Void
  ) throws -> Outcome {
    let outcome = SharedOutcome()
    let group = DispatchGroup()
    let clock = ContinuousClock()
    for number in 0..<requests {
      if number % perSecond == 0 { try atSecond(number / perSecond) }
      group.enter()
      Thread.detachNewThread {
        let start = clock.now
        let response = try? LoopbackHTTP(port: port).post("/v1/chat/completions", json: "{}")
        let time = start.duration(to: clock.now)
        outcome.value.withLock {
          $0.times.append(time)
          if response?.status != 200 { $0.failed += 1 }
        }
        group.leave()
      }
      usleep(UInt32(1_000_000 / perSecond))
    }
    group.wait()
    return outcome.value.withLock { $0 }
  }

  private final class SharedOutcome: Sendable {
    let value = Mutex(Outcome())
  }
}
