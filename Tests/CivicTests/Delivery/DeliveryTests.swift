import Civic
import Exact
import Testing

private func day(_ text: String) -> Day { Day(text) ?? .first }

private func text(_ text: String) -> Multilingual { Multilingual(text, in: .english) }

private let planID = ID<Plan>(rawValue: "plan")

private func document() -> PlanDocument {
  let city = City(id: ID(rawValue: "city"), name: text("City"), country: "MK")
  let plan = Plan(id: planID, city: city.id, title: text("Plan"), years: 2026...2028)
  var document = PlanDocument(plan: plan, city: city)
  var action = Action(
    id: ID(rawValue: "a1"), plan: planID, position: 0, code: "A1", title: text("Meters"))
  action.start = day("2026-01-01")
  action.end = day("2026-06-30")
  var task = ActionTask(
    id: ID(rawValue: "t1"), plan: planID, action: action.id, position: 0, title: text("Tender"))
  task.end = day("2026-03-31")
  document.actions = [action]
  document.tasks = [task]
  document.costLines = [
    CostLine(
      id: ID(rawValue: "c1"), plan: planID, action: action.id, year: 2026, planned: 100_000)
  ]
  return document
}

private func update(
  _ id: String, _ moment: String, _ status: ActionStatus?, note: String? = nil,
  finished: [ID<ActionTask>] = []
) -> StatusUpdate {
  StatusUpdate(
    id: ID(rawValue: id), plan: planID, action: ID(rawValue: "a1"),
    at: Instant(moment) ?? Instant(milliseconds: 0), author: "Ana", isByLink: true,
    status: status, note: note, language: .english, finished: finished)
}

@Suite struct `A plan while it is carried out` {
  @Test func `the last report decides, and what is past its end is late whoever says what`() throws
  {
    let plan = document()
    let action = plan.actions[0]
    let early = PlanDelivery(plan, updates: [], expenditures: [], today: day("2026-04-15"))
    #expect(early.standing(of: action).status == .late)
    let reported = PlanDelivery(
      plan,
      updates: [
        update("u1", "2026-04-01T10:00:00Z", .blocked, note: "No permit"),
        update("u2", "2026-04-02T10:00:00Z", .ongoing),
      ], expenditures: [], today: day("2026-04-15"))
    #expect(reported.standing(of: action).status == .late)
    let blocked = PlanDelivery(
      plan, updates: [update("u1", "2026-04-01T10:00:00Z", .blocked, note: "No permit")],
      expenditures: [], today: day("2026-04-15"))
    let standing = blocked.standing(of: action)
    #expect(standing.status == .blocked && standing.reason(in: .english) == "No permit")
    #expect(blocked.troubled.count == 1)
  }

  @Test func `a finished task ends what is due, on the day it was reported`() {
    let plan = document()
    let delivery = PlanDelivery(
      plan,
      updates: [
        update("u1", "2026-03-20T10:00:00Z", nil, finished: [ID(rawValue: "t1")])
      ], expenditures: [], today: day("2026-04-15"))
    #expect(delivery.dueTasks(by: day("2026-12-31")).isEmpty)
    #expect(delivery.tasks(of: plan.actions[0].id).first?.doneOn == day("2026-03-20"))
    #expect(delivery.standing(of: plan.actions[0]).status == .done)
  }

  @Test func `spending is held against the plan by year, to the cent`() {
    let delivery = PlanDelivery(
      document(), updates: [],
      expenditures: [
        Expenditure(
          id: ID(rawValue: "e1"), plan: planID, action: ID(rawValue: "a1"), source: nil,
          day: day("2026-05-01"), amount: 12_345, note: nil, author: "Ana"),
        Expenditure(
          id: ID(rawValue: "e2"), plan: planID, action: ID(rawValue: "a1"), source: nil,
          day: day("2029-05-01"), amount: 1, note: nil, author: "Ana"),
      ], today: day("2029-06-01"))
    #expect(delivery.spendingByYear.map(\.year) == [2026, 2029])
    #expect(delivery.spendingByYear.map(\.spent) == [12_345, 1])
    #expect(delivery.spendingBySource.map(\.spent) == [12_346])
  }

  @Test func `a report needs its reason where somebody has to act`() {
    #expect(update("u", "2026-04-01T10:00:00Z", nil).problems.map(\.field) == ["status"])
    #expect(update("u", "2026-04-01T10:00:00Z", .blocked).problems.map(\.field) == ["note"])
    #expect(update("u", "2026-04-01T10:00:00Z", .ongoing).problems.isEmpty)
  }

  @Test func `the report of a period knows what was done in it and stays as it was`() throws {
    let plan = document()
    let delivery = PlanDelivery(
      plan,
      updates: [
        update("u1", "2026-03-20T10:00:00Z", nil, finished: [ID(rawValue: "t1")]),
        update("u2", "2026-08-20T10:00:00Z", .abandoned, note: "No money"),
      ], expenditures: [], today: day("2026-11-21"))
    let board = IndicatorBoard([], values: [:], today: day("2026-11-21"))
    let spring = PeriodReport(
      delivery, board: board, from: day("2026-01-01"), until: day("2026-06-30"))
    #expect(spring.done.map(\.code) == ["A1"] && spring.dropped.isEmpty)
    #expect(spring.finishedTasks.map(\.day) == [day("2026-03-20")])
    let autumn = PeriodReport(
      delivery, board: board, from: day("2026-07-01"), until: day("2026-11-21"))
    #expect(autumn.dropped.map(\.reason) == ["No money"] && autumn.done.isEmpty)
    let again = try JSONValue(encoding: spring).decoded(as: PeriodReport.self)
    #expect(again == spring && again.digest == spring.digest)
  }
}

@Suite struct `Requests for reports` {
  private func request(_ change: (inout UpdateRequest) -> Void = { _ in }) -> UpdateRequest {
    var request = UpdateRequest(
      id: ID(rawValue: "r"), plan: planID, action: ID(rawValue: "a1"), name: "Ana",
      email: "ana@example.org", language: .english, askedBy: "Bo",
      askedAt: Instant(startOf: day("2026-03-01")), due: day("2026-03-10"))
    change(&request)
    return request
  }

  @Test func `reminders come before, on and after the day, and stop with the answer`() {
    #expect(request().step(on: day("2026-03-05")) == nil)
    #expect(request().step(on: day("2026-03-07")) == .remind)
    let reminded = request {
      $0.reminders = 1
      $0.lastReminder = day("2026-03-07")
    }
    #expect(reminded.step(on: day("2026-03-08")) == nil)
    #expect(reminded.step(on: day("2026-03-10")) == .remind)
    #expect(request { $0.answeredAt = Instant(milliseconds: 1) }.step(on: day("2026-03-10")) == nil)
    #expect(request { $0.reminders = 3 }.step(on: day("2026-03-13")) == nil)
    #expect(request { $0.reminders = 3 }.step(on: day("2026-03-17")) == .escalate)
    let told = request { $0.escalatedAt = Instant(milliseconds: 1) }
    #expect(told.step(on: day("2026-03-18")) == nil)
  }

  @Test func `a link ends three weeks after the day it was due`() {
    #expect(request().isOpen(at: Instant(startOf: day("2026-03-30"))))
    #expect(!request().isOpen(at: Instant(startOf: day("2026-03-31"))))
    #expect(
      !request { $0.withdrawnAt = Instant(milliseconds: 1) }.isOpen(
        at: Instant(startOf: day("2026-03-02"))))
  }

  @Test(arguments: ["", "ana", "ana@host", "a@b.org,c@d.org", "a@b.org\nBcc: x@y.org", "<a@b.org>"])
  func `what is not one address is refused`(address: String) {
    let wrong = request { $0.email = address }.problems(on: day("2026-03-01"))
    #expect(wrong.map(\.field) == ["email"])
  }
}
