import Civic
import Exact
import Testing

@Suite struct `Status of an action` {
  private let today = Day("2026-07-01")

  private func action(_ start: String?, _ end: String?) -> Action {
    var action = PlanSample.plan(actions: 1).actions[0]
    action.start = start.flatMap { Day($0) }
    action.end = end.flatMap { Day($0) }
    return action
  }

  private func task(_ start: String?, _ end: String?, done: String? = nil) -> ActionTask {
    var task = ActionTask(
      id: PlanSample.id("task"), plan: PlanSample.id("plan"), action: PlanSample.id("a1"),
      position: 1, title: PlanSample.text("Task"))
    task.start = start.flatMap { Day($0) }
    task.end = end.flatMap { Day($0) }
    task.doneOn = done.flatMap { Day($0) }
    return task
  }

  @Test func `follows dates and tasks`() throws {
    let today = try #require(today)
    #expect(action(nil, nil).status(on: today, tasks: []) == .upcoming)
    #expect(action("2026-07-02", "2026-08-01").status(on: today, tasks: []) == .upcoming)
    #expect(action("2026-07-01", "2026-08-01").status(on: today, tasks: []) == .ongoing)
    #expect(action("2026-01-01", "2026-06-30").status(on: today, tasks: []) == .late)
    #expect(action("2026-01-01", "2026-07-01").status(on: today, tasks: []) == .ongoing)
    let done = task("2026-01-01", "2026-02-01", done: "2026-01-20")
    let late = task("2026-01-01", "2026-06-30")
    let next = task("2026-09-01", "2026-12-31")
    #expect(action("2026-01-01", "2026-06-30").status(on: today, tasks: [done]) == .done)
    #expect(action(nil, nil).status(on: today, tasks: [done, next]) == .ongoing)
    #expect(action(nil, nil).status(on: today, tasks: [done, late]) == .late)
    #expect(action(nil, nil).status(on: today, tasks: [next]) == .upcoming)
  }

  @Test func `set by hand it stays`() throws {
    let today = try #require(today)
    var blocked = action("2026-01-01", "2026-06-30")
    blocked.manualStatus = .blocked
    #expect(blocked.status(on: today, tasks: []) == .blocked)
  }
}
