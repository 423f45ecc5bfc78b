import Exchange
import Foundation
import Synchronization

/// Tells on standard error how far a search has come, once a second at most.
final class SearchProgress: Sendable {
  // A class, because the time of the last line is shared by all that report.
  private let file: PlanFile
  private let next = Mutex(ProcessInfo.processInfo.systemUptime + 1)

  init(_ file: PlanFile) {
    self.file = file
  }

  func report(best: Double?, bound: Double) {
    let now = ProcessInfo.processInfo.systemUptime
    let isDue = next.withLock { next in
      guard now >= next else { return false }
      next = now + 1
      return true
    }
    guard isDue, bound < 9e15 else { return }
    let value = best.map { file.value(Int64($0)) } ?? "-"
    let gap = best.map { $0 > 0 ? String(format: "%.3f %%", (bound - $0) / $0 * 100) : "-" } ?? "-"
    Console.say("best \(value), bound \(file.value(Int64(bound))), gap \(gap)")
  }
}
