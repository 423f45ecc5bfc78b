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

@Suite(.enabled(if: FundSite.solver != nil), .serialized) struct `Rules of funding` {
  @Test func `Rules in conflict are named in plain words in every language`() async throws {
    let fund = try await FundSite()
    try await fund.site.test { client async throws in
      let hana = SignedInBrowser(client, fund.coordinator)
      let run = try await fund.search(hana, money: ["least-0": "3"])
      #expect(run.findings?.status == .infeasible && run.findings?.value == nil)
      let conflict = try #require(run.findings?.conflict)
      #expect(conflict.contains(.minimumActions(place: 0)))
      #expect(run.findings?.conflictIsSmallest == true)
      let path = "/plans/plan/work/fund-runs/\(run.id)"
      #expect(try await hana.get(path).text.contains("At least 3 actions for the objective"))
      #expect(
        try await hana.post("\(path)/acceptance", ["by": "x"]).status == .unprocessableContent)
      for language in fund.site.services.catalogue.languages {
        let page = try await client.execute(
          uri: "/\(language.rawValue)\(path)", method: .get,
          headers: [.cookie: "gradnik_session=\(fund.coordinator.text)"]
        ) { String(buffer: $0.body) }
        #expect(page.contains("id=\"conflict\"") && !page.contains("investRule"))
      }
    }
  }

  @Test func `A what-if stands beside what it was changed from`() async throws {
    let fund = try await FundSite()
    try await fund.site.test { client async throws in
      let hana = SignedInBrowser(client, fund.coordinator)
      let run = try await fund.search(hana)
      let path = "/plans/plan/work/fund-runs/\(run.id)"
      let none = try await hana.post("\(path)/what-if")
      #expect(none.status == .unprocessableContent)
      let wrong = try await hana.post(
        "\(path)/what-if",
        ["budget-source": "own", "budget-year": "2028", "budget-amount": "plenty"])
      #expect(wrong.status == .unprocessableContent && wrong.text.contains("value=\"plenty\""))
      let asked = try await hana.post(
        "\(path)/what-if",
        ["budget-source": "own", "budget-year": "2028", "budget-amount": "60"])
      #expect(asked.status == .seeOther)
      #expect(await fund.worker.runNext())
      let page = try await hana.follow(asked)
      #expect(page.text.contains("id=\"comparison\"") && page.text.contains("€60.00"))
      let runs = try await fund.site.services.funds.runs(of: FundSite.plan, for: .machine)
      let next = try #require(runs.first { $0.base == run.id })
      #expect(next.findings?.starts == ["lamps": 2027, "school": 2028])
      // The scenario itself stays as it was.
      #expect(
        try await fund.scenario().sources.map(\.budget) == [[6_000, 6_000], [10_000, 4_000]])
    }
  }

  @Test func `The vote of residents enters as criterion, floor or fixed winners`() async throws {
    let fund = try await FundSite()
    try await fund.site.test { client async throws in
      let hana = SignedInBrowser(client, fund.coordinator)
      let vote = ["vote-source": "Count of 12 May"]
      let winners = try await fund.search(
        hana, money: vote.merging(["vote": "winners"]) { $1 }, actions: ["winners": "school"])
      #expect(winners.findings?.starts["school"] != nil)
      let page = try await hana.get("/plans/plan/work/fund-runs/\(winners.id)")
      #expect(page.text.contains("fixed winners") && page.text.contains("Count of 12 May"))
      let votes = ["votes-0": "10", "votes-1": "10", "votes-2": "80"]
      let floor = try await fund.search(
        hana, money: vote.merging(["vote": "floor", "vote-floor": "50"]) { $1 }, actions: votes)
      #expect(floor.findings?.starts["school"] != nil)
      let criterion = try await fund.search(
        hana, money: vote.merging(["vote": "criterion", "vote-weight": "100"]) { $1 },
        actions: votes)
      #expect(criterion.findings?.starts["school"] != nil)
    }
  }

  @Test func `A plan that changed since cannot be accepted unseen`() async throws {
    let fund = try await FundSite()
    try await fund.site.test { client async throws in
      let hana = SignedInBrowser(client, fund.coordinator)
      let run = try await fund.search(hana)
      let line = CostLine(
        id: ID(rawValue: "more"), plan: FundSite.plan, action: ID(rawValue: "bridge"), year: 2027,
        planned: 1)
      try await fund.site.services.plans.add(line, by: .machine, at: fund.site.clock.now)
      let path = "/plans/plan/work/fund-runs/\(run.id)"
      let refused = try await hana.post("\(path)/acceptance", ["by": "Council"])
      #expect(refused.status == .unprocessableContent && refused.text.contains("A2"))
      #expect(try await fund.lastRun().decision == nil)
      #expect(try await fund.document.fundingLines.isEmpty)
    }
  }

  @Test func `A run that waits can be cancelled; one that runs keeps its best`() async throws {
    let fund = try await FundSite()
    let store = fund.site.services.funds
    let scenario = FundingScenario(
      id: ID(rawValue: "s"), from: try await fund.document, name: "S")
    func start(_ id: String) async throws -> FundingRun {
      let run = FundingRun(id: ID(rawValue: id), scenario: scenario, at: fund.site.clock.now)
      try await store.start(run, by: .machine)
      return run
    }
    let waiting = try await start("a")
    try await store.stop(waiting.id, of: FundSite.plan, by: .machine)
    #expect(
      try await store.run(waiting.id, of: FundSite.plan, for: .machine).state == .stopped)
    #expect(await fund.worker.runNext() == false)
    let running = try await start("b")
    #expect(try await store.claim(at: fund.site.clock.now)?.id == running.id)
    try await store.stop(running.id, of: FundSite.plan, by: .machine)
    #expect(try await store.tell(FundingProgress(), of: running.id, at: fund.site.clock.now))
    // The search that is told to stop at once keeps what it has, and claims no proof.
    let search = try FundingSearch(
      scenario, solver: "HiGHS", control: SearchControl(elapsed: { 0 }, shouldStop: { true }))
    let findings = try search.findings()
    #expect(findings.status != .infeasible && findings.value != nil && findings.reasons.isEmpty)
    if findings.status == .optimal { #expect(findings.bound == findings.value) }
    try await store.end(running.id, findings, FundingProgress(), at: fund.site.clock.now)
    let kept = try await store.run(running.id, of: FundSite.plan, for: .machine)
    #expect(kept.state == .stopped && kept.findings == findings)
  }

  @Test func `A run that a lost process left is taken up again`() async throws {
    let fund = try await FundSite()
    let store = fund.site.services.funds
    let scenario = FundingScenario(
      id: ID(rawValue: "s"), from: try await fund.document, name: "S")
    let run = FundingRun(id: ID(rawValue: "a"), scenario: scenario, at: fund.site.clock.now)
    try await store.start(run, by: .machine)
    #expect(try await store.claim(at: fund.site.clock.now) != nil)
    #expect(try await store.claim(at: fund.site.clock.now) == nil)
    fund.site.clock.wait(seconds: 200)
    #expect(try await store.claim(at: fund.site.clock.now)?.id == run.id)
  }

  @Test func `Without the solver a run says what is missing`() async throws {
    let fund = try await FundSite()
    let store = fund.site.services.funds
    let scenario = FundingScenario(
      id: ID(rawValue: "s"), from: try await fund.document, name: "S")
    try await store.start(
      FundingRun(id: ID(rawValue: "a"), scenario: scenario, at: fund.site.clock.now),
      by: .machine)
    let clock = fund.site.clock
    let worker = FundWorker(
      store: store, solver: nil, clock: { clock.now }, logger: TestSite.silent)
    #expect(await worker.runNext())
    let run = try await fund.lastRun()
    #expect(run.state == .failed && run.progress.fault == .noSolver)
  }

  @Test func `A run that has used up its memory keeps the best so far and says so`() async throws {
    let fund = try await FundSite()
    let store = fund.site.services.funds
    var scenario = FundingScenario(
      id: ID(rawValue: "s"), from: try await fund.document, name: "S")
    scenario.search.megabytes = 1_500
    try await store.start(
      FundingRun(id: ID(rawValue: "a"), scenario: scenario, at: fund.site.clock.now),
      by: .machine)
    var worker = fund.worker
    let clock = fund.site.clock
    // It grows by 1,000 MB whenever it is asked.
    worker.memory = {
      clock.wait(seconds: 1)
      return Int(clock.now.milliseconds % 1_000_000_000) << 20
    }
    #expect(await worker.runNext())
    let run = try await fund.lastRun()
    #expect(run.progress.isOutOfMemory && run.findings?.value != nil)
    #expect(run.findings?.reasons.isEmpty == true)
    try await fund.site.test { client async throws in
      let hana = SignedInBrowser(client, fund.coordinator)
      let page = try await hana.get("/plans/plan/work/fund-runs/a")
      #expect(page.text.contains("The search had used the memory that it may take."))
    }
  }

  @Test func `A search that is cancelled while it runs keeps its best`() async throws {
    let fund = try await FundSite()
    let store = fund.site.services.funds
    let run = FundingRun(
      id: ID(rawValue: "a"), scenario: try await fund.large(), at: fund.site.clock.now)
    try await store.start(run, by: .machine)
    try await fund.site.test { client async throws in
      let hana = SignedInBrowser(client, fund.coordinator)
      let worker = fund.worker
      async let searched = worker.runNext()
      var now = run
      while now.progress.best == nil, !now.state.isOver {
        try await Task.sleep(for: .milliseconds(50))
        now = try await store.run(run.id, of: FundSite.plan, for: .machine)
      }
      let page = try await hana.get("/plans/plan/work/fund-runs/a")
      #expect(page.text.contains("Stop and keep the best so far"))
      #expect(try await hana.post("/plans/plan/work/fund-runs/a/cancellation").status == .seeOther)
      let isSearched = await searched
      #expect(isSearched)
      now = try await store.run(run.id, of: FundSite.plan, for: .machine)
      #expect(now.state == .stopped && now.findings?.value != nil)
      let kept = try await hana.get("/plans/plan/work/fund-runs/a")
      #expect(kept.text.contains("id=\"portfolio\"") && kept.text.contains("/acceptance"))
    }
  }
}
