import Foundation
import Synchronization

/// Whether the person pressed Ctrl-C: the search then ends with the best plan so far.
final class StopSignal: Sendable {
  // A class, because the signal's handler and the search share it.
  private static let raised = Atomic(false)

  init() {
    signal(SIGINT) { _ in StopSignal.raised.store(true, ordering: .relaxed) }
    signal(SIGTERM) { _ in StopSignal.raised.store(true, ordering: .relaxed) }
  }

  var isRaised: Bool { Self.raised.load(ordering: .relaxed) }
}
