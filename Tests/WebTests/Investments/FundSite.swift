import BigInt
import Civic
import Exact
import Exchange
import Foundation
import HTTPTypes
import Investment
import Logging
import Store
import Testing

@testable import Web

/// A site with the example of Guides/investment.md as a plan: lamps, bridge and school.
struct FundSite {
  static let city = ID<City>(rawValue: "here")
  static let plan = ID<Plan>(rawValue: "plan")

  /// The solver, where set-up has unpacked it; tests that need it are skipped where it is not.
  static let solver: String? = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let named = ProcessInfo.processInfo.environment["GRADNIK_HIGHS"].map { [$0] } ?? []
    return HiGHS.open(
      at: named + ["so", "dylib"].map { root.appending(path: ".highs/lib/libhighs.\($0)").path }
        + ["libhighs.so.1"]
    ).map { "HiGHS \($0)" }
  }()

  let site: TestSite
  let coordinator: SecretToken
  let contributor: SecretToken

  init() async throws {
    site = try await TestSite()
    let now = site.clock.now
    var city = City(
      id: Self.city, name: Multilingual("Here", in: .english), country: "MK")
    city.regionCategory = .preAccession
    let other = City(
      id: ID(rawValue: "there"), name: Multilingual("There", in: .english), country: "MK")
    try await site.services.cities.add(Atlas(cities: [city, other]), by: .machine, at: now)
    let plan = Plan(
      id: Self.plan, city: city.id, title: Multilingual("Plan", in: .english), years: 2027...2028)
    try await site.services.plans.create(plan, sections: [], by: .machine, at: now)
    try await Self.fill(site)
    coordinator = try await site.signIn(
      "hana", as: Grant(.cityCoordinator, in: .city(city.id)))
    contributor = try await site.signIn(
      "ivo", as: Grant(.cityContributor, in: .city(city.id)))
  }

  private static func fill(_ site: TestSite) async throws {
    let plans = site.services.plans
    let now = site.clock.now
    func text(_ words: String) -> Multilingual { Multilingual(words, in: .english) }
    var call = FundingCall(
      id: ID(rawValue: "call"), plan: plan, name: text("Call"), version: "2027")
    call.ceilings = [CofinancingCeiling(category: .preAccession, percent: ExactDecimal(50))]
    try await plans.add(call, by: .machine, at: now)
    var own = FundingSource(
      id: ID(rawValue: "own"), plan: plan, name: text("City budget"), kind: .ownBudget)
    own.available = 14_000
    try await plans.add(own, by: .machine, at: now)
    var fund = FundingSource(
      id: ID(rawValue: "fund"), plan: plan, name: text("Fund"), kind: .preAccession)
    fund.call = call.id
    fund.available = 12_000
    try await plans.add(fund, by: .machine, at: now)
    let objective = Objective(
      id: ID(rawValue: "light"), plan: plan, position: 1, code: "O1", title: text("Light"))
    try await plans.add(objective, by: .machine, at: now)
    let costs: [(String, [Int64], String)] = [
      ("lamps", [12_000], "North"), ("bridge", [8_000, 4_000], "South"),
      ("school", [10_000], "North"),
    ]
    for (index, entry) in costs.enumerated() {
      var action = Action(
        id: ID(rawValue: entry.0), plan: plan, position: index + 1, code: "A\(index + 1)",
        title: text(entry.0.capitalized))
      action.objectives = [objective.id]
      action.district = entry.2
      action.internalNote = "kept inside"
      try await plans.add(action, by: .machine, at: now)
      for (year, amount) in entry.1.enumerated() {
        try await plans.add(
          CostLine(
            id: ID(rawValue: "\(entry.0)-\(year)"), plan: plan, action: action.id,
            year: 2027 + year, planned: amount), by: .machine, at: now)
      }
    }
  }

  var worker: FundWorker {
    let site = site
    return FundWorker(
      store: site.services.funds, solver: Self.solver, clock: { site.clock.now },
      logger: TestSite.silent)
  }

  func scenario() async throws -> FundingScenario {
    try #require(
      try await site.services.funds.scenarios(of: Self.plan, for: .machine).first)
  }

  func lastRun() async throws -> FundingRun {
    let runs = try await site.services.funds.runs(of: Self.plan, for: .machine)
    return try #require(runs.max { $0.id.rawValue < $1.id.rawValue })
  }

  var document: PlanDocument {
    get async throws { try await site.services.plans.workingPlan(Self.plan, for: .machine) }
  }

  /// A scenario that takes long to search: many actions of about the same worth.
  func large() async throws -> FundingScenario {
    var scenario = FundingScenario(
      id: ID(rawValue: "s"), from: try await document, name: "Large")
    let model = try #require(scenario.actions.first)
    scenario.actions = (0..<60).map { index in
      var action = ScenarioAction(
        Action(
          id: ID(rawValue: "x\(index)"), plan: Self.plan, position: index, code: "X\(index)",
          title: model.title), code: "X\(index)", plannedStart: 2027,
        cost: [Int64(900 + index * 37 % 211)], staff: [ExactDecimal(0)], objective: model.objective)
      action.latestFinish = 2028
      action.eligible = model.eligible
      action.value = ScenarioValue(ExactDecimal(Int64(90 + index * 53 % 23)))
      return action
    }
    scenario.search.seconds = 60
    return scenario
  }

  /// What the page on money sends for the guide's example, quick to search: the fund, then the city.
  static let money: [String: String] = [
    "revision": "1", "name": "First", "budget-0-0": "60", "budget-0-1": "60",
    "budget-1-0": "100", "budget-1-1": "40", "lag-0": "0", "lag-1": "0", "rate-0": "50",
    "own": "0", "indexation": "0", "discount": "10", "weight-0": "1", "least-0": "0",
    "vote": "none", "seconds": "5", "gap": "0", "samples": "4", "weight-spread": "25",
    "value-spread": "10", "trade": "cost", "share-0": "0", "share-1": "0", "vote-weight": "0",
    "vote-floor": "0", "loan": "", "staff-0": "", "staff-1": "",
  ]

  static func actions(
    _ values: [String] = ["8", "11", "6"], _ more: [String: String] = [:]
  ) -> [String: String] {
    var fields = ["revision": "2"]
    for (index, value) in values.enumerated() {
      fields["value-\(index)"] = value
      fields["demand-\(index)"] = "free"
      fields["from-\(index)"] = "2027"
      fields["until-\(index)"] = "2028"
      fields["sources-\(index)"] = "own preAccession"
      fields["votes-\(index)"] = ""
    }
    return fields.merging(more) { $1 }
  }

  /// Makes a scenario, fills it in, and searches.
  func search(
    _ browser: SignedInBrowser, money: [String: String] = [:], actions: [String: String] = [:]
  ) async throws -> FundingRun {
    // Identifiers of one moment are in no order.
    site.clock.wait(seconds: 1)
    _ = try await browser.get("/plans/plan/work/fund")
    _ = try await browser.post("/plans/plan/work/fund")
    let scenario = try await scenario()
    let path = "/plans/plan/work/fund/\(scenario.id)"
    _ = try await browser.get("\(path)/money")
    let first = try await browser.post("\(path)/money", Self.money.merging(money) { $1 })
    #expect(first.status == .seeOther)
    let second = try await browser.post("\(path)/actions", Self.actions().merging(actions) { $1 })
    #expect(second.status == .seeOther)
    let started = try await browser.post("\(path)/runs")
    #expect(started.status == .seeOther)
    #expect(await worker.runNext())
    return try await lastRun()
  }
}
