public import Civic
import Exact
public import Exchange
import Pages
public import Store

/// Takes in what sources say: from a file that somebody hands over, or from an address.
public struct SourceDesk: Sendable {
  let sources: SourceStore
  let clock: @Sendable () -> Instant

  public init(sources: SourceStore, clock: @escaping @Sendable () -> Instant) {
    self.sources = sources
    self.clock = clock
  }

  /// What came of a document.
  public enum Outcome: Sendable {
    /// How many figures are new or other than before.
    case accepted(Int)
    case nothingNew
    /// The source has another shape than before; somebody has to look.
    case waits
    case refused(Message)
  }

  /// Takes in a document of a source.
  ///
  /// - Parameter isConfirmed: Somebody has looked at its shape.
  public func take(
    _ bytes: [UInt8], of source: IndicatorSource, isConfirmed: Bool = false, by viewer: Viewer,
    validators: FetchValidators = FetchValidators()
  ) async throws -> Outcome {
    let now = clock()
    var state = try await sources.source(source.id).state
    let reading: ObservationTable
    do throws(ObservationFault) {
      reading = try source.read(bytes)
      guard FigureSeries(reading, of: source.id) != nil else {
        throw ObservationFault(.missing, at: .field("time"))
      }
    } catch {
      try await failed(error.message, source, &state, isTransient: false, asked: nil, viewer)
      return .refused(error.message)
    }
    var machine = try await machine(source, state)
    var consequence = machine.take(.read(reading), at: now)
    if isConfirmed, case .heldBack = consequence, let changes = machine.confirmPending(at: now) {
      consequence = .accepted(changes)
    }
    state.lastAsked = now
    state.lastRead = now
    state.nextAttempt = machine.nextAttempt
    state.failures = 0
    state.problem = nil
    state.etag = validators.etag
    state.lastModified = validators.lastModified
    switch consequence {
    case .accepted(let changes):
      state.health = .current
      return .accepted(
        try await sources.keep(
          state, of: source, reading: (bytes, false), changes: (changes, reading), by: viewer,
          at: now))
    case .heldBack:
      state.health = .changedShape
      try await sources.keep(state, of: source, reading: (bytes, true), by: viewer, at: now)
      return .waits
    case .nothingNew, .failed, .gone:
      state.health = .current
      try await sources.keep(state, of: source, by: viewer, at: now)
      return .nothingNew
    }
  }

  /// Asks a source for what it has now.
  func fetch(
    _ source: IndicatorSource, with fetcher: SafeFetch, by viewer: Viewer
  ) async throws -> Outcome {
    guard let address = source.url else { return .refused(Message("problemFeedAddress")) }
    var state = try await sources.source(source.id).state
    let known = FetchValidators(etag: state.etag, lastModified: state.lastModified)
    switch await fetcher.fetch(address, unless: known) {
    case .fetched(let document):
      return try await take(
        document.bytes, of: source, by: viewer, validators: document.validators)
    case .unchanged:
      let now = clock()
      (state.lastAsked, state.lastRead, state.failures) = (now, now, 0)
      state.problem = nil
      if state.health != .changedShape { state.health = .current }
      state.nextAttempt = now.adding(seconds: Self.interval(of: source))
      try await sources.keep(state, of: source, by: viewer, at: now)
      return .nothingNew
    case .gone(let status):
      let now = clock()
      let message = Message("fetchStatus", ["status": .text(String(status))])
      (state.lastAsked, state.health, state.problem) = (now, .gone, message)
      state.nextAttempt = now.adding(seconds: RetryPolicy().longest)
      try await sources.keep(state, of: source, by: viewer, at: now)
      return .refused(message)
    case .failed(let failure):
      var asked: Int64?
      if case .status(_, let pause) = failure { asked = pause.map(Int64.init) }
      try await failed(
        failure.message, source, &state, isTransient: failure.isTransient, asked: asked, viewer)
      return .refused(failure.message)
    }
  }

  private static func interval(of source: IndicatorSource) -> Int64 {
    Int64(source.everyHours ?? 24) * 3600
  }

  /// The figures of before stay; the pause grows with each failure in a row.
  private func failed(
    _ message: Message, _ source: IndicatorSource, _ state: inout SourceStore.State,
    isTransient: Bool, asked: Int64?, _ viewer: Viewer
  ) async throws {
    let now = clock()
    state.lastAsked = now
    state.failures += 1
    state.health = .failing
    state.problem = message
    let retry = RetryPolicy()
    state.nextAttempt =
      isTransient
      ? retry.next(after: state.failures, at: now, asked: asked)
      : now.adding(seconds: max(retry.longest, Self.interval(of: source)))
    try await sources.keep(state, of: source, by: viewer, at: now)
  }

  /// What is known of the source, with the readings it was learnt from.
  private func machine(
    _ source: IndicatorSource, _ state: SourceStore.State
  ) async throws -> IndicatorSourceState {
    let table = try await sources.reading(of: source.id).flatMap { try? source.read($0) }
    var machine = IndicatorSourceState(
      restoring: table, pending: nil, failures: state.failures, isGone: state.health == .gone,
      times: (state.lastAsked, state.lastRead, state.nextAttempt),
      interval: Self.interval(of: source))
    if source.dropsOldPeriods, let table {
      machine.rolling = Set(
        table.dimensions.filter {
          ($0.role ?? ObservationDimension.usualRole(of: $0.code)) == .time
        }.map(\.code))
    }
    return machine
  }

  /// The document that waits for somebody to look, and how it differs from the one that counts.
  func pending(
    _ source: IndicatorSource
  ) async throws -> (bytes: [UInt8], shape: [ObservationChanges.ShapeChange])? {
    guard let bytes = try await sources.reading(of: source.id, isPending: true) else { return nil }
    guard let before = try await sources.reading(of: source.id),
      let old = try? source.read(before), let new = try? source.read(bytes)
    else { return (bytes, []) }
    return (bytes, ObservationChanges(from: old, to: new).shape)
  }
}
