import Civic
import Exact
import Exchange
import HTTPTypes
import HummingbirdTesting
import Investment
import NIOCore
import Pages
import Store
import Testing

@testable import Web

@Suite(.serialized) struct `Where funding takes its values from` {
  private static let fund = "/plans/plan/work/fund"

  private static func scenario(_ site: TestSite) async throws -> FundingScenario {
    try #require(
      try await site.services.funds.scenarios(of: ScoringSite.plan, for: .machine).first)
  }

  /// A scenario of a plan with an accepted ranking.
  private static func ranked(
    _ sample: ScoringSite, _ client: any TestClientProtocol
  ) async throws -> SignedInBrowser {
    let round = try await sample.closed(client)
    let hana = SignedInBrowser(client, sample.chair)
    _ = try await hana.get("\(round)/acceptance")
    let accepted = try await hana.post(
      "\(round)/acceptance", ["body": "Steering group", "reference": "3/2026"])
    #expect(accepted.status == .seeOther)
    _ = try await hana.get(fund)
    #expect(try await hana.post(fund).status == .seeOther)
    return hana
  }

  @Test func `What the Decide pages leave is read as points, ranges or weights`() async throws {
    let sample = try await ScoringSite()
    try await sample.site.test { client async throws in
      let hana = try await Self.ranked(sample, client)
      let services = sample.site.services
      let accepted = try #require(
        try await services.scorings.acceptedRanking(of: ScoringSite.plan))
      let points = try await Self.scenario(sample.site)
      #expect(points.valueSource == .ranking && points.valueDecision == accepted.decision)
      #expect(points.actions.count == 2 && points.unranked.isEmpty)
      for action in points.actions {
        let public_ = try #require(accepted.values[action.id]).value.approximation
        #expect(abs(action.value.low.approximation - public_) <= 0.005)
        #expect(action.value.isExact)
      }
      // The first of the ranking is worth the most: mean places are not taken for points.
      let first = try #require(
        accepted.places.filter { $0.key.rawValue != "a3" }
          .min { $0.value.rank < $1.value.rank }?.key)
      let best = points.actions.max { $0.value.low.rational < $1.value.low.rational }
      #expect(best?.id == first)
      let path = "\(Self.fund)/\(points.id)"
      let page = try await hana.get("\(path)/values")
      #expect(page.status == .ok && page.text.contains("Take the values from the ranking"))
      #expect(page.text.contains("id=\"criteria\""))
      func take(_ how: String, _ revision: Int) async throws -> HTTPResponse.Status {
        try await hana.post("\(path)/ranking", ["how": how, "revision": "\(revision)"]).status
      }
      #expect(try await take("rankingRange", 1) == .seeOther)
      let ranges = try await Self.scenario(sample.site)
      let wide = try #require(ranges.action(ID(rawValue: "a2")))
      #expect(!wide.value.isExact && ranges.valueSource == .rankingRange)
      #expect(try await take("entered", 2) == .unprocessableContent)
      #expect(try await take("ranking", 1) == .conflict)
      #expect(try await take("rankingWeights", 2) == .seeOther)
      let weights = try await Self.scenario(sample.site)
      let file = try CityPlanReader.read(CanonicalJSON.bytes(of: weights.planFile))
      #expect(file.plan.weights.count == 1 + 3)
      #expect(file.plan.weights.dropFirst().contains { $0.low < $0.high })
      #expect(file.plan.actions.allSatisfy { $0.value[0].high == 0 })
      let reader = SignedInBrowser(client, sample.reader)
      _ = try await reader.get("\(path)/values")
      let refused = try await reader.post("\(path)/ranking", ["how": "ranking", "revision": "3"])
      #expect(refused.status == .forbidden)
      let stranger = SignedInBrowser(client, sample.stranger)
      #expect(try await stranger.get("\(path)/values").status == .notFound)
    }
  }

  @Test func `A what-if on weights values the actions anew`() async throws {
    let sample = try await ScoringSite()
    try await sample.site.test { client async throws in
      let hana = try await Self.ranked(sample, client)
      let scenario = try await Self.scenario(sample.site)
      let place = try #require(scenario.criteria?.firstIndex { $0.id == "impact" })
      let all = WeightChange(criterion: "impact", percent: ExactDecimal(100))
      let changed = scenario.changed(by: .weights([all]))
      for action in changed.actions {
        let part = try #require(action.parts?[place])
        let middle = (part.low.rational + part.high.rational) / Rational(2)
        #expect(action.value.low.rational == middle)
      }
      #expect(changed.criteria?.map(\.weight.rational).reduce(.zero, +) == Rational(100))
      let half = WeightChange(criterion: "impact", percent: ExactDecimal(50))
      let weights = try #require(scenario.changed(by: .weights([half])).criteria)
      let sum = weights.map(\.weight.approximation).reduce(0, +)
      #expect(abs(sum - 100) < 0.2 && weights[place].weight == ExactDecimal(50))
      // The form asks for it, and refuses more than there is.
      let run = FundingRun(id: ID(rawValue: "r"), scenario: scenario, at: sample.site.clock.now)
      var input = scenario
      input.sources = []
      #expect(input.obstacles.contains(Message("investNoSources")))
      let texts = sample.site.services.catalogue.texts(for: .english)
      func read(_ fields: [(String, String)]) -> (
        changes: [ScenarioChange], problems: [FieldProblem]
      ) {
        FundWhatIfForm.read(
          FormInput(fields.map { (name: $0.0, value: $0.1) }), of: run.scenario, texts)
      }
      let good = read([("weight-impact", "60"), ("weight-cost", "10")])
      #expect(good.problems.isEmpty && good.changes.count == 1)
      for fields in [
        [("weight-impact", "101")], [("weight-impact", "60"), ("weight-cost", "60")],
        [("weight-impact", "60"), ("weight-cost", "10"), ("weight-own1", "10")],
        [("weight-impact", "NaN")],
      ] {
        #expect(!read(fields).problems.isEmpty)
      }
      _ = hana
    }
  }

  @Test func `The winners of a closed vote fill in criterion, floor or fixed winners at one press`()
    async throws
  {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      let here = SignedInBrowser(client, sample.here)
      let (vote, codes) = try await sample.open(here, codes: 3)
      let voter = Voter(client: client, vote: vote)
      for (code, projects) in zip(codes, [[1, 2], [2], [2, 3]]) {
        _ = try await voter.cast(code: code, projects)
      }
      let chair = try await sample.atTheEnd(client)
      _ = try await chair.get("/consultations/\(vote.id)")
      #expect(try await chair.post("/consultations/\(vote.id)/closure").status == .seeOther)
      let plan = Plan(
        id: ScoringSite.plan, city: ID(rawValue: "here"),
        title: Multilingual("Plan", in: .english), years: 2026...2030)
      let plans = sample.services.plans
      try await plans.create(plan, sections: [], by: .machine, at: sample.site.clock.now)
      #expect(try await sample.services.funds.voteOffers(of: plan.id, for: .machine).isEmpty)
      let result = try await chair.get("/consultations/\(vote.id)/result")
      let projects = result.text.matches(of: /name="project" value="([0-9a-z]+)"/)
      let numbers = result.text.matches(of: /name="plan-([0-9]+)"/)
      #expect(projects.count == 2 && numbers.count == 2)
      let made = try await chair.post(
        "/consultations/\(vote.id)/action",
        ["project": String(projects[0].1), "plan-\(numbers[0].1)": "plan"])
      #expect(made.status == .seeOther)
      // The action has the cost that was voted on.
      #expect(try await plans.workingPlan(plan.id, for: .machine).costLines.count == 1)
      _ = try await chair.get(Self.fund)
      #expect(try await chair.post(Self.fund).status == .seeOther)
      let scenario = try await Self.scenario(sample.site)
      let offer = try #require(
        try await sample.services.funds.voteOffers(of: plan.id, for: .machine).first)
      let path = "\(Self.fund)/\(scenario.id)"
      let page = try await chair.get("\(path)/values")
      #expect(page.status == .ok && page.text.contains("Take over this vote"))
      #expect(page.text.contains("Chosen by residents, but not in this scenario"))
      func take(_ role: String, _ revision: Int, _ more: [String: String] = [:]) async throws
        -> HTTPResponse.Status
      {
        let fields = [
          "role-0": role, "offer": "0", "decision": offer.decision.rawValue, "floor-0": "50",
          "weight-0": "100", "revision": "\(revision)",
        ]
        return try await chair.post("\(path)/vote", fields.merging(more) { $1 }).status
      }
      for (index, role) in [VoteRole.criterion, .floor, .winners].enumerated() {
        #expect(try await take(role.rawValue, index + 1) == .seeOther)
        let taken = try await Self.scenario(sample.site)
        #expect(taken.vote.role == role && taken.vote.decision == offer.decision)
        #expect(taken.vote.source == "Green streets" && taken.vote.floor == ExactDecimal(50))
        #expect(taken.actions.map(\.votes) == [offer.projects.first { $0.action != nil }?.votes])
        #expect(taken.actions.map(\.isWinner) == [true])
      }
      #expect(try await chair.get(Self.fund).text.contains("fixed winners"))
      #expect(try await take("none", 4) == .unprocessableContent)
      #expect(try await take("floor", 4, ["floor-0": "101"]) == .unprocessableContent)
      #expect(try await take("floor", 4, ["decision": "none"]) == .unprocessableContent)
      #expect(try await take("floor", 1) == .conflict)
      let stranger = SignedInBrowser(
        client,
        try await sample.site.signIn(
          "urban", as: Grant(.cityCoordinator, in: .city(ID(rawValue: "there")))))
      #expect(try await stranger.get("\(path)/values").status == .notFound)
    }
  }
}
