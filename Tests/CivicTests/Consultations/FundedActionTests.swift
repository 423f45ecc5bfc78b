import Civic
import Exact
import Testing

@Suite struct `What a funded project becomes in a plan` {
  private static let today = Day(daysSince1970: 20_600)  // 27 May 2026
  private static let city = City(
    id: ID(rawValue: "here"), name: Multilingual("Here", in: .english), country: "MK")

  private static func rules() throws -> BudgetVoteRules {
    let euro = try #require(Currency(rawValue: "EUR"))
    var vote = Consultation(
      id: ID(rawValue: "vote"), city: city.id, name: Multilingual("Streets", in: .english),
      currency: euro)
    vote.budget = 10_000
    (vote.votingFrom, vote.votingUntil) = (today, today)
    let projects = ["trees", "benches"].map { name in
      var project = VoteProject(
        id: ID(rawValue: name), of: vote.id, in: city.id, name: Multilingual(name, in: .english))
      project.cost = 4_000
      return project
    }
    return try BudgetVoteRules(
      vote, projects: projects, city: city, receiptKey: "", at: Instant(startOf: today))
  }

  private static func plan(_ years: ClosedRange<Int>, in currency: String = "EUR") throws
    -> PlanDocument
  {
    var plan = Plan(
      id: ID(rawValue: "plan"), city: city.id, title: Multilingual("Plan", in: .english),
      years: years)
    plan.currency = try #require(Currency(rawValue: currency))
    var document = PlanDocument(plan: plan, city: city)
    document.actions = [
      Action(
        id: ID(rawValue: "first"), plan: plan.id, position: 7, code: "A2",
        title: Multilingual("First", in: .english))
    ]
    return document
  }

  private static func made(in document: PlanDocument) throws -> FundedAction {
    let rules = try rules()
    return FundedAction(
      of: rules.projects[1], under: rules, in: document, serving: ID(rawValue: "greener"),
      ids: (ID(rawValue: "action"), ID(rawValue: "cost")))
  }

  @Test func `An action with a free code, its origin, its objective and the cost of the ballot`()
    throws
  {
    let made = try Self.made(in: try Self.plan(2025...2030))
    #expect(made.action.code == "A3" && made.action.position == 8)
    #expect(made.action.title == Multilingual("benches", in: .english))
    #expect(made.action.objectives == [ID(rawValue: "greener")])
    #expect(made.action.origin == RecordReference(kind: "vote_project", id: "benches"))
    let cost = try #require(made.cost)
    #expect(cost.planned == 4_000 && cost.year == 2026 && cost.action == made.action.id)
    #expect(cost.title == Multilingual("Streets", in: .english))
  }

  @Test(arguments: [(2028...2030, 2028), (2020...2024, 2024), (2026...2026, 2026)])
  func `The cost is in a year of the plan`(years: ClosedRange<Int>, expected: Int) throws {
    #expect(try Self.made(in: try Self.plan(years)).cost?.year == expected)
  }

  @Test func `An amount of another currency is not taken for one of the plan’s`() throws {
    #expect(try Self.made(in: try Self.plan(2025...2030, in: "MKD")).cost == nil)
  }
}
