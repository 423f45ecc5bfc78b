import Civic
import Exact
import Exchange
import HTTPTypes
import HummingbirdTesting
import Investment
import NIOCore
import Store
import Testing

@testable import Web

@Suite(.serialized) struct `Who sees and changes funding` {
  private static func scenario(_ fund: FundSite) async throws -> FundingScenario {
    let scenario = FundingScenario(
      id: ID(rawValue: "s"), from: try await fund.document, name: "Secret plan B")
    try await fund.site.services.funds.add(scenario, by: .machine, at: fund.site.clock.now)
    return scenario
  }

  @Test func `Everything is filled in from the plan, to the cent`() async throws {
    let fund = try await FundSite()
    let scenario = FundingScenario(
      id: ID(rawValue: "s"), from: try await fund.document, name: "S")
    #expect(scenario.sources.map(\.code) == ["preAccession", "own"])
    #expect(scenario.sources.map(\.budget) == [[6_000, 6_000], [7_000, 7_000]])
    #expect(scenario.sources[0].rate == ExactDecimal(50))
    #expect(scenario.sources[0].rule == "Call (2027)" && scenario.sources[1].rate == nil)
    #expect(scenario.actions.map(\.cost) == [[12_000], [8_000, 4_000], [10_000]])
    #expect(scenario.objectives.map(\.id.rawValue) == ["light"])
    #expect(scenario.districts.map(\.name) == ["North", "South"])
    #expect(scenario.valueSource == .equal && scenario.obstacles.isEmpty)
  }

  @Test func `The exported file is what the command reads`() async throws {
    let fund = try await FundSite()
    var scenario = FundingScenario(
      id: ID(rawValue: "s"), from: try await fund.document, name: "S")
    scenario.indexation = try #require(ExactDecimal("2.5"))
    scenario.loanCeiling = 5
    scenario.staff = [ExactDecimal(1), ExactDecimal(2)]
    scenario.sources[0].lagYears = 1
    scenario.districts[0].minimumShare = try #require(ExactDecimal("12.5"))
    scenario.actions[0].value = ScenarioValue(low: ExactDecimal(6), high: ExactDecimal(10))
    scenario.vote.role = .floor
    scenario.vote.floor = ExactDecimal(30)
    let file = try CityPlanReader.read(CanonicalJSON.bytes(of: scenario.planFile))
    #expect(file.notes.isEmpty && file.amountDigits == 0)
    #expect(
      file.plan.years == 2 && file.plan.sources.map(\.budget) == scenario.sources.map(\.budget))
    #expect(
      file.plan.sources[0].rate == Rational(1) / Rational(2) && file.plan.sources[1].rate == nil)
    #expect(file.plan.actions.map(\.cost) == scenario.actions.map(\.cost))
    #expect(file.plan.minimumShares == [Rational(1) / Rational(8), .zero])
    #expect(file.plan.minimumVoteShare == Rational(3) / Rational(10))
    #expect(file.plan.loanCeiling == 5 && file.plan.staff == [1000, 2000])
  }

  @Test func `Strangers, other cities and readers are kept out`() async throws {
    let fund = try await FundSite()
    let scenario = try await Self.scenario(fund)
    let run = FundingRun(id: ID(rawValue: "r"), scenario: scenario, at: fund.site.clock.now)
    try await fund.site.services.funds.start(run, by: .machine)
    let other = try await fund.site.signIn(
      "olga", as: Grant(.cityCoordinator, in: .city(ID(rawValue: "there"))))
    let reader = try await fund.site.signIn(
      "rada", as: Grant(.cityViewer, in: .city(FundSite.city)))
    let base = "/plans/plan/work/fund"
    let paths = [
      base, "\(base)/s/money", "\(base)/s/actions", "\(base)/s/plan.json",
      "/plans/plan/work/fund-runs/r", "/plans/plan/work/fund-runs/r/plan.json",
    ]
    let posts = [
      base, "\(base)/s/money", "\(base)/s/actions", "\(base)/s/runs",
      "/plans/plan/work/fund-runs/r/cancellation", "/plans/plan/work/fund-runs/r/what-if",
      "/plans/plan/work/fund-runs/r/acceptance",
    ]
    try await fund.site.test { client async throws in
      let olga = SignedInBrowser(client, other)
      let rada = SignedInBrowser(client, reader)
      for path in paths {
        let page = try await client.execute(uri: "/en\(path)", method: .get)
        #expect(page.status == .seeOther && !String(buffer: page.body).contains("Secret"))
        let foreign = try await olga.get(path)
        #expect(foreign.status == .notFound && !foreign.text.contains("Secret"))
        #expect(try await rada.get(path).status == .ok)
      }
      #expect(
        !(try await rada.get(base).text.contains(
          "<form class=\"act\" method=\"post\" action=\"/en\(base)")))
      for path in posts {
        _ = try await olga.get("/cities")
        let foreign = try await olga.post(path, FundSite.money)
        #expect(foreign.status == .notFound || foreign.status == .forbidden)
        _ = try await rada.get(base)
        let refused = try await rada.post(
          path,
          FundSite.money.merging(["budget-source": "own", "budget-amount": "1"]) { $1 })
        #expect(refused.status == .forbidden || refused.status == .unprocessableContent)
      }
    }
    #expect(try await fund.scenario() == scenario)
    #expect(try await fund.site.services.funds.runs(of: FundSite.plan, for: .machine).count == 1)
    #expect(try await fund.site.services.decisions.decisions().isEmpty)
  }

  @Test func `A contributor searches, and does not accept`() async throws {
    let fund = try await FundSite()
    let scenario = try await Self.scenario(fund)
    var run = FundingRun(id: ID(rawValue: "r"), scenario: scenario, at: fund.site.clock.now)
    try await fund.site.services.funds.start(run, by: .machine)
    run.findings = FundingFindings(status: .optimal, valueScale: 4, solver: "")
    run.findings?.value = 0
    run.findings?.bound = 0
    try await fund.site.services.funds.end(
      run.id, run.findings, FundingProgress(), at: fund.site.clock.now)
    try await fund.site.test { client async throws in
      let ivo = SignedInBrowser(client, fund.contributor)
      let page = try await ivo.get("/plans/plan/work/fund-runs/r")
      #expect(page.status == .ok && !page.text.contains("/acceptance"))
      let refused = try await ivo.post("/plans/plan/work/fund-runs/r/acceptance", ["by": "Me"])
      #expect(refused.status == .forbidden)
      #expect(try await ivo.post("/plans/plan/work/fund/s/runs").status == .seeOther)
    }
  }

  @Test func `What cannot be read stays typed beside its fault`() async throws {
    let fund = try await FundSite()
    _ = try await Self.scenario(fund)
    try await fund.site.test { client async throws in
      let hana = SignedInBrowser(client, fund.coordinator)
      let path = "/plans/plan/work/fund/s/money"
      _ = try await hana.get(path)
      let hostile = "<script>alert(1)</script>"
      let wrong = try await hana.post(
        path,
        FundSite.money.merging([
          "budget-0-0": "-5", "rate-0": "101", "lag-0": "x", "name": hostile, "gap": "1e9",
          "seconds": "100000", "samples": "9999999999999999999999",
        ]) { $1 })
      #expect(wrong.status == .unprocessableContent)
      #expect(wrong.text.contains("value=\"-5\"") && wrong.text.contains("value=\"101\""))
      #expect(!wrong.text.contains(hostile) && wrong.text.contains("id=\"seconds-error\""))
      let actions = "/plans/plan/work/fund/s/actions"
      _ = try await hana.get(actions)
      let bad = try await hana.post(
        actions, FundSite.actions(["-1", "9 – 3", "NaN"], ["sources-0": "moon", "from-1": "1066"]))
      #expect(bad.status == .unprocessableContent && bad.text.contains("value=\"9 – 3\""))
      #expect(bad.text.contains("id=\"sources-0-error\"") && bad.text.contains("moon"))
      #expect(bad.text.contains("id=\"from-1-error\""))
      // Somebody else saved: nothing typed is lost, nothing overwritten.
      let stale = try await hana.post(path, FundSite.money.merging(["revision": "7"]) { $1 })
      #expect(stale.status == .conflict && stale.text.contains("value=\"First\""))
      #expect(try await fund.scenario().revision == 1)
      let missing = try await hana.get("/plans/plan/work/fund/none/money")
      #expect(missing.status == .notFound)
    }
  }

  @Test func `Too many runs at a time are refused`() async throws {
    let fund = try await FundSite()
    let scenario = try await Self.scenario(fund)
    let now = fund.site.clock.now
    for index in 0..<3 {
      try await fund.site.services.funds.start(
        FundingRun(id: ID(rawValue: "r\(index)"), scenario: scenario, at: now), by: .machine)
    }
    try await fund.site.test { client async throws in
      let hana = SignedInBrowser(client, fund.coordinator)
      let page = try await hana.get("/plans/plan/work/fund-runs/r0")
      #expect(page.status == .ok && page.text.contains("<progress"))
      #expect(page.text.contains("data-live=\"/en/plans/plan/work/fund-runs/r0?live=1\""))
      // Without scripts the page is loaded anew; scripts ask for its parts instead.
      for (query, refreshes) in [("", true), ("?live=1", false)] {
        let headers = try await client.execute(
          uri: "/en/plans/plan/work/fund-runs/r0\(query)", method: .get,
          headers: [.cookie: "gradnik_session=\(fund.coordinator.text)"]
        ) { $0.headers }
        let refresh = try #require(HTTPField.Name("Refresh"))
        #expect((headers[refresh] != nil) == refreshes)
      }
      _ = try await hana.get("/plans/plan/work/fund")
      #expect(try await hana.post("/plans/plan/work/fund/s/runs").status == .unprocessableContent)
    }
  }
}
