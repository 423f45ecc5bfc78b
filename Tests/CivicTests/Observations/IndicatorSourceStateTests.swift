import Civic
import Testing

@Suite struct `A source of figures` {
  private let start = Instant(milliseconds: 1_800_000_000_000)

  private func table(_ value: String, city: String = "A") throws -> ObservationTable {
    try sampleTable([(city, "2020", value, "")])
  }

  @Test func `gives all its figures first and then what changes`() throws {
    var state = IndicatorSourceState(interval: 3_600)
    #expect(state.isDue(at: start))
    guard case .accepted(let first) = state.take(.read(try table("1")), at: start) else {
      Issue.record("not accepted")
      return
    }
    #expect(first.new.count == 1 && state.health == .current)
    #expect(!state.isDue(at: start) && state.isDue(at: start.adding(seconds: 3_600)))
    #expect(state.take(.read(try table("1.0")), at: start) == .nothingNew)
    #expect(state.take(.unchanged, at: start) == .nothingNew)
    guard case .accepted(let second) = state.take(.read(try table("2")), at: start) else {
      Issue.record("not accepted")
      return
    }
    #expect(second.revised.count == 1)
  }

  @Test func `is held back when it changes shape, until a person agrees`() throws {
    var state = IndicatorSourceState()
    _ = state.take(.read(try table("1")), at: start)
    let other = try table("9", city: "B")
    guard case .heldBack(let changes) = state.take(.read(other), at: start) else {
      Issue.record("not held back")
      return
    }
    let first = try table("1")
    #expect(changes.hasChangedShape() && state.table == first)
    _ = state.take(.failed(isTransient: true, asked: nil), at: start)
    #expect(state.take(.unchanged, at: start) == .nothingNew)
    #expect(state.health == .changedShape(changes.shape))
    #expect(state.confirmPending(at: start) == changes)
    #expect(state.table == other && state.health == .current)
    #expect(state.confirmPending(at: start) == nil)
  }

  @Test func `may let go of old years where that is expected`() throws {
    var state = IndicatorSourceState()
    state.rolling = ["time"]
    _ = state.take(
      .read(try sampleTable([("A", "2019", "1", ""), ("A", "2020", "2", "")])), at: start)
    let answer = state.take(
      .read(try sampleTable([("A", "2020", "2", ""), ("A", "2021", "3", "")])), at: start)
    guard case .accepted(let changes) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(changes.removed.map(\.codes) == [["A", "2019"]] && changes.new.count == 1)
  }

  @Test func `is asked again ever later while it fails, and keeps its figures`() throws {
    var state = IndicatorSourceState()
    state.retry = RetryPolicy(first: 60, longest: 200)
    _ = state.take(.read(try table("1")), at: start)
    for (failures, pause) in [(1, 60), (2, 120), (3, 200), (4, 200)] {
      #expect(state.take(.failed(isTransient: true, asked: nil), at: start) == .failed)
      #expect(state.health == .failing(failures: failures))
      #expect(state.nextAttempt == start.adding(seconds: Int64(pause)))
    }
    _ = state.take(.failed(isTransient: true, asked: 100_000), at: start)
    #expect(state.nextAttempt == start.adding(seconds: 200))
    #expect(state.take(.gone, at: start) == .gone && state.health == .gone)
    #expect(state.table?.count == 1)
    _ = state.take(.read(try table("1")), at: start)
    #expect(state.health == .current)
  }

  @Test func `is given up after a number of failures where that is wished`() {
    let policy = RetryPolicy(first: 1, longest: Int64.max, attempts: 100)
    #expect(policy.next(after: 100, at: start) == nil)
    #expect(policy.next(after: 99, at: start) == .last)
    #expect(policy.pause(after: 5) == 16 && policy.pause(after: 0) == 1)
  }
}
