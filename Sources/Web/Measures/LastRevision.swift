import Synchronization

/// The database's revision as it was asked last, for the many who ask within the same moment.
///
/// Every write of this process forgets it at once; what another process writes is noticed
/// ``longest`` later.
final class LastRevision: Sendable {
  /// How long a revision counts as the present one.
  static let longest = Duration.milliseconds(20)

  private struct State {
    var known: (value: Int64, until: ContinuousClock.Instant)?
    /// Which write was the last; an answer from before it is not kept.
    var writes = 0
  }

  private let state = Mutex(State())

  func value(_ ask: () async throws -> Int64) async throws -> Int64 {
    let now = ContinuousClock.now
    let (known, writes) = state.withLock { state in
      (state.known.flatMap { now < $0.until ? $0.value : nil }, state.writes)
    }
    if let known { return known }
    let asked = try await ask()
    state.withLock { state in
      if state.writes == writes { state.known = (asked, now + Self.longest) }
    }
    return asked
  }

  func wrote() {
    state.withLock { state in
      state.writes += 1
      state.known = nil
    }
  }
}
