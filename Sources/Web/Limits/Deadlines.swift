import Synchronization

/// Cancels work that takes longer than it may.
///
/// One task looks after all of it, as long as there is any. A sleep for each piece of work would
/// remain in the runtime's queue until its time is over, though the work was done long before: at
/// thousands of requests a second that is hundreds of thousands of them.
final class Deadlines: Sendable {
  private struct Entry {
    let end: ContinuousClock.Instant
    let cancel: @Sendable () -> Void
  }

  private struct State {
    var entries: [UInt64: Entry] = [:]
    var last: UInt64 = 0
    var isWatched = false
  }

  private let limit: Duration
  /// How often it is looked; work may last so much longer.
  private let pause: Duration
  private let state = Mutex(State())

  init(limit: Duration) {
    self.limit = limit
    pause = min(.milliseconds(500), limit / 4)
  }

  /// Work that begins now.
  ///
  /// - Parameter cancel: What ends it, from another thread, at most once.
  /// - Returns: A ticket for ``remove(_:)``.
  func add(_ cancel: @escaping @Sendable () -> Void) -> UInt64 {
    let end = ContinuousClock.now + limit
    let (ticket, isFirst) = state.withLock { state in
      state.last += 1
      state.entries[state.last] = Entry(end: end, cancel: cancel)
      defer { state.isWatched = true }
      return (state.last, !state.isWatched)
    }
    if isFirst { Task.detached { await self.watch() } }
    return ticket
  }

  /// The work is done.
  ///
  /// - Returns: Whether it was cancelled because its time was over.
  func remove(_ ticket: UInt64) -> Bool {
    state.withLock { $0.entries.removeValue(forKey: ticket) == nil }
  }

  private func watch() async {
    repeat {
      try? await Task.sleep(for: pause)
    } while endOverdue()
  }

  /// - Returns: Whether there is more to watch.
  private func endOverdue() -> Bool {
    let now = ContinuousClock.now
    let (overdue, isMore) = state.withLock { state in
      let overdue = state.entries.filter { $0.value.end <= now }
      for ticket in overdue.keys { state.entries[ticket] = nil }
      state.isWatched = !state.entries.isEmpty
      return (overdue, state.isWatched)
    }
    for entry in overdue.values { entry.cancel() }
    return isMore
  }
}
