/// What is known of a source of figures after each time it was asked.
///
/// A pure value: whoever fetches hands in what came of it, and stores the state and what follows
/// from it in one transaction. Nothing is overwritten without a trace: figures that changed come
/// out with what stood there before, and a source that changed its shape waits for a person.
public struct IndicatorSourceState: Hashable, Sendable {
  public enum Health: Hashable, Sendable {
    /// Never asked yet.
    case new
    /// Answered last time.
    case current
    /// Failed so many times in a row; the figures are those of before.
    case failing(failures: Int)
    /// The source says that there is nothing any more; the figures are those of before.
    case gone
    /// It answered in another shape, which nobody has confirmed; the figures are those of before.
    case changedShape([ObservationChanges.ShapeChange])
  }

  public private(set) var health = Health.new
  /// The reading that counts.
  public private(set) var table: ObservationTable?
  /// A reading in another shape, kept until somebody decides.
  public private(set) var pending: ObservationTable?
  public private(set) var lastAsked: Instant?
  public private(set) var lastRead: Instant?
  public private(set) var nextAttempt: Instant?
  public var retry = RetryPolicy()
  /// Seconds from one successful reading to the next.
  public var interval: Int64
  /// Dimensions whose categories may vanish without anybody asking why: the years of a source that
  /// shows the last ten alone. Their values come out as removed all the same.
  public var rolling: Set<String> = []

  public init(interval: Int64 = 86_400) {
    precondition(interval > 0, "a source is not asked without a pause")
    self.interval = interval
  }

  /// The state as it was kept.
  ///
  /// - Parameters:
  ///   - failures: In a row, if the last time failed.
  ///   - isGone: Whether the source said that there is nothing any more.
  public init(
    restoring table: ObservationTable?, pending: ObservationTable?, failures: Int, isGone: Bool,
    times: (asked: Instant?, read: Instant?, next: Instant?), interval: Int64
  ) {
    self.init(interval: interval)
    self.table = table
    self.pending = pending
    (lastAsked, lastRead, nextAttempt) = times
    if isGone {
      health = .gone
    } else if failures > 0 {
      health = .failing(failures: failures)
    } else if let table, let pending {
      health = .changedShape(ObservationChanges(from: table, to: pending).shape)
    } else if table != nil {
      health = .current
    }
  }

  /// What came of asking.
  public enum Answer: Sendable {
    case read(ObservationTable)
    case unchanged
    case gone
    /// Not to be fetched or not to be read; `asked` is the pause that the source asks for.
    case failed(isTransient: Bool, asked: Int64?)
  }

  /// What follows from an answer.
  public enum Consequence: Hashable, Sendable {
    /// The figures to store, with what stood there before; on the first reading all are new.
    case accepted(ObservationChanges)
    case nothingNew
    /// The source changed shape; nothing is stored until ``confirmPending(at:)``.
    case heldBack(ObservationChanges)
    case failed
    case gone
  }

  /// Takes in what came of asking the source.
  public mutating func take(_ answer: Answer, at moment: Instant) -> Consequence {
    lastAsked = moment
    switch answer {
    case .read(let reading): return take(reading, at: moment)
    case .unchanged:
      health = .current
      if let table, let pending {
        // What waits for a person goes on waiting.
        health = .changedShape(ObservationChanges(from: table, to: pending).shape)
      }
      lastRead = moment
      nextAttempt = moment.adding(seconds: interval)
      return .nothingNew
    case .gone:
      health = .gone
      nextAttempt = moment.adding(seconds: retry.longest)
      return .gone
    case .failed(let isTransient, let asked):
      var failures = 1
      if case .failing(let before) = health { failures = before + 1 }
      health = .failing(failures: failures)
      nextAttempt =
        isTransient
        ? retry.next(after: failures, at: moment, asked: asked)
        : moment.adding(seconds: max(retry.longest, interval))
      return .failed
    }
  }

  private mutating func take(_ reading: ObservationTable, at moment: Instant) -> Consequence {
    lastRead = moment
    nextAttempt = moment.adding(seconds: interval)
    guard let table else {
      self.table = reading
      health = .current
      return .accepted(ObservationChanges(first: reading))
    }
    let changes = ObservationChanges(from: table, to: reading)
    guard !changes.hasChangedShape(rolling: rolling) else {
      pending = reading
      health = .changedShape(changes.shape)
      return .heldBack(changes)
    }
    pending = nil
    health = .current
    self.table = reading
    return changes.isEmpty ? .nothingNew : .accepted(changes)
  }

  /// Accepts the reading that was held back, by a person's decision.
  ///
  /// - Returns: What changes by it; `nil` when nothing was held back.
  public mutating func confirmPending(at moment: Instant) -> ObservationChanges? {
    guard let table, let reading = pending else { return nil }
    self.table = reading
    pending = nil
    health = .current
    nextAttempt = moment.adding(seconds: interval)
    return ObservationChanges(from: table, to: reading)
  }

  /// Whether it is time to ask.
  public func isDue(at moment: Instant) -> Bool {
    guard let nextAttempt else { return lastAsked == nil }
    return nextAttempt <= moment
  }
}

extension ObservationChanges {
  /// A first reading: all its figures are new.
  public init(first table: ObservationTable) {
    self.init(
      new: (0..<table.count).compactMap { row in
        let reading = Reading(
          value: table.value(row), status: table.status(row), text: table.text(row))
        guard reading.value != nil || reading.text != nil else { return nil }
        return Cell(codes: table.codes(row), before: nil, after: reading)
      })
  }
}
