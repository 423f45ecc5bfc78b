import Civic
import Exact
import Testing

@Suite struct `Rules of records` {
  private var document: PlanDocument { PlanSample.plan(actions: 3) }

  private func keys<Record: PlanRecord>(
    _ record: Record, in document: PlanDocument
  ) -> [String] {
    record.problems(in: document.with(record)).map { "\($0.field) \($0.message.key)" }
  }

  @Test func `hold for the records of a sound plan`() {
    var document = document
    document.costLines = [PlanSample.cost(100, in: 2026)]
    document.fundingSources = [PlanSample.source("s", .erdf)]
    document.fundingLines = [PlanSample.line("s", .rest)]
    for action in document.actions { #expect(keys(action, in: document).isEmpty) }
    for objective in document.objectives { #expect(keys(objective, in: document).isEmpty) }
    for line in document.costLines { #expect(keys(line, in: document).isEmpty) }
    for line in document.fundingLines { #expect(keys(line, in: document).isEmpty) }
  }

  @Test func `keep codes apart`() {
    var action = document.actions[1]
    action.code = "A1"
    #expect(keys(action, in: document) == ["code problemCodeTaken"])
    action.code = ""
    #expect(keys(action, in: document) == ["code problemCode"])
  }

  @Test func `refuse cycles, direct and through others`() {
    var document = document
    document.actions[0].dependencies = [document.actions[1].id]
    document.actions[1].dependencies = [document.actions[2].id]
    var third = document.actions[2]
    third.dependencies = [third.id]
    #expect(keys(third, in: document) == ["dependencies problemDependencyCycle"])
    third.dependencies = [document.actions[0].id]
    #expect(keys(third, in: document) == ["dependencies problemDependencyCycle"])
    third.dependencies = []
    third.exclusions = [third.id]
    #expect(keys(third, in: document) == ["exclusions problemExcludesItself"])
  }

  @Test func `refuse to exclude what is needed`() {
    var action = document.actions[0]
    action.dependencies = [document.actions[1].id]
    action.exclusions = [document.actions[1].id]
    #expect(keys(action, in: document) == ["exclusions problemExcludesNeeded"])
  }

  @Test(arguments: [
    (ActionStatus.blocked, ["statusReason problemStatusReason"]),
    (.paused, ["statusReason problemStatusReason"]), (.done, []), (.ongoing, []),
    (.superseded, ["supersededBy problemSupersededBy"]),
    (.late, ["manualStatus problemManualStatus"]),
  ])
  func `ask why an action does not go on`(status: ActionStatus, expected: [String]) {
    var action = document.actions[0]
    action.manualStatus = status
    #expect(keys(action, in: document) == expected)
  }

  @Test func `want a place whole and on the globe`() {
    var action = document.actions[0]
    action.latitude = ExactDecimal(42)
    #expect(keys(action, in: document) == ["longitude problemPosition"])
    action.longitude = ExactDecimal(181)
    #expect(keys(action, in: document) == ["longitude problemLongitude"])
    action.longitude = ExactDecimal(-180)
    #expect(keys(action, in: document).isEmpty)
  }

  @Test func `know two levels of objectives`() {
    var document = document
    let strategic = document.objectives[0]
    var specific = Objective(
      id: PlanSample.id("o2"), plan: document.plan.id, position: 2, code: "O2",
      title: PlanSample.text("Specific"))
    specific.parent = strategic.id
    #expect(keys(specific, in: document).isEmpty)
    document.objectives.append(specific)
    var third = specific
    third = Objective(
      id: PlanSample.id("o3"), plan: document.plan.id, position: 3, code: "O3",
      title: PlanSample.text("Third"))
    third.parent = specific.id
    #expect(keys(third, in: document) == ["parent problemObjectiveParent"])
    var below = strategic
    below.parent = PlanSample.id("o3")
    document.objectives.append(
      Objective(
        id: PlanSample.id("o3"), plan: document.plan.id, position: 3, code: "O3",
        title: PlanSample.text("Third")))
    #expect(keys(below, in: document) == ["parent problemObjectiveHasSpecific"])
  }

  @Test func `want of a funding line what its share needs`() {
    var document = document
    document.fundingSources = [PlanSample.source("s", .erdf)]
    #expect(keys(PlanSample.line("s", .rate), in: document) == ["percent problemShareRate"])
    #expect(keys(PlanSample.line("s", .amount), in: document) == ["amount problemShareAmount"])
    let over = PlanSample.line("s", .rate, percent: ExactDecimal(101))
    #expect(keys(over, in: document) == ["percent problemPercent"])
    let late = PlanSample.line("s", .rest, year: 2029)
    #expect(keys(late, in: document) == ["year problemYear"])
    #expect(keys(PlanSample.line("gone", .rest), in: document) == ["source problemUnknown"])
  }

  @Test(arguments: [
    (MinorUnits(-1), false), (0, true), (PlanDocument.largestAmount, true),
    (PlanDocument.largestAmount + 1, false),
  ])
  func `bound amounts`(amount: MinorUnits, isGood: Bool) {
    #expect(keys(PlanSample.cost(amount, in: 2026), in: document).isEmpty == isGood)
  }

  @Test func `want the years of a plan in order and not too many`() {
    var plan = document.plan
    #expect(plan.problems().isEmpty)
    plan.lastYear = plan.firstYear - 1
    #expect(plan.problems().map(\.field) == ["lastYear"])
    plan.lastYear = plan.firstYear + Plan.longestPeriod
    #expect(plan.problems().map(\.message.key) == ["problemLongPeriod"])
    plan.firstYear = 1900
    #expect(plan.problems().map(\.message.key) == ["problemPossibleYear"])
  }

  @Test func `bound levels and scores`() {
    let stakeholder = Stakeholder(
      id: PlanSample.id("st"), plan: document.plan.id, name: PlanSample.text("Chamber"),
      helix: .privateSector, power: 0, interest: 6)
    #expect(
      keys(stakeholder, in: document) == ["power problemOneToFive", "interest problemOneToFive"])
    let score = IntegrationScore(aspect: .spatial, now: 2, ambition: 5, reason: nil)
    let twice = IntegrationAssessment(
      id: PlanSample.id("ia"), plan: document.plan.id, heldOn: .first,
      title: PlanSample.text("Baseline"), scores: [score, score])
    #expect(keys(twice, in: document) == ["scores problemScores"])
  }

  @Test func `take only addresses of the web`() {
    var challenge = Challenge(
      id: PlanSample.id("c"), plan: document.plan.id, position: 1, title: PlanSample.text("Queues"))
    for (address, isGood) in [
      ("https://example.org", true), ("HTTP://example.org", true), ("javascript:alert(1)", false),
      ("//example.org", false), ("", false),
    ] {
      challenge.evidenceURL = address
      #expect(keys(challenge, in: document).isEmpty == isGood, "\(address)")
    }
  }
}
