import Civic
import Database
import Exact
import Exchange
import Ranking
import Store
import Testing

/// The sample with two actions, and three people of the city who can score.
private struct ScoringSample {
  let store: StoreSample
  let scorings: ScoringStore
  let first: Viewer
  let second: Viewer
  var round: ScoringRound

  init() async throws {
    store = try await StoreSample()
    scorings = ScoringStore(store.database)
    let city = Scope.city(store.city.id)
    for key in ["a", "b"] {
      try await store.plans.put(
        JSONValue(encoding: store.action(key)), kind: Action.entityName, in: store.plan.id,
        by: store.coordinator, at: store.now)
    }
    let accounts = AccountStore(store.database)
    var viewers: [Viewer] = []
    for (name, role) in [("first", Role.cityContributor), ("second", .electedMember)] {
      let account = Account(
        id: ID(rawValue: name), name: name, email: "\(name)@example.org", language: .english,
        createdAt: store.now)
      let grant = Grant(role, in: city)
      try await accounts.create(account, passwordHash: "-", grants: [grant], by: .machine)
      viewers.append(Viewer(account: account.id, name: name, grants: [grant]))
    }
    (first, second) = (viewers[0], viewers[1])
    round = ScoringRound(id: ID(rawValue: "round"), plan: store.plan.id, name: "Round")
    round.actions = [ID(rawValue: "a"), ID(rawValue: "b")]
    round.criteria = [
      ScoringCriterion(
        id: "impact", template: .impact, scale: .levels, worst: ExactDecimal(1),
        best: ExactDecimal(5))
    ]
    round.members = [ID(rawValue: "first"), ID(rawValue: "second"), ID(rawValue: "nobody")]
  }

  var plan: ID<Plan> { store.plan.id }

  func open() async throws {
    let now = store.now
    _ = try await scorings.save(round, editedFrom: nil, by: store.coordinator, at: now)
    try await scorings.open(round.id, of: plan, by: store.coordinator, at: now)
  }

  func say(_ viewer: Viewer, _ level: Int64) async throws {
    try await scorings.write(in: round.id, of: plan, by: viewer) { sheet in
      sheet.take(
        ["a", "b"].map { key in
          let score = ExactDecimal(key == "a" ? level : 1)
          return MemberScore(
            action: ID(rawValue: key), criterion: "impact", low: score, high: score)
        }, by: "impact")
    }
  }
}

@Suite struct `Rounds of scoring in the store` {
  @Test func `Only people of the city become members, and a draft is kept once`() async throws {
    let sample = try await ScoringSample()
    let (store, now) = (sample.store, sample.store.now)
    await #expect(throws: AccessError.self) {
      _ = try await sample.scorings.save(
        sample.round, editedFrom: nil, by: sample.first, at: now)
    }
    await #expect(throws: StoreError.self) {
      _ = try await sample.scorings.save(
        sample.round, editedFrom: nil, by: store.stranger, at: now)
    }
    let saved = try #require(
      try await sample.scorings.save(
        sample.round, editedFrom: nil, by: store.coordinator, at: now))
    #expect(saved.members.map(\.rawValue) == ["first", "second"])
    let again = try await sample.scorings.save(
      saved, editedFrom: saved.revision, by: store.coordinator, at: now)
    #expect(again?.revision == 2)
    let late = try await sample.scorings.save(
      saved, editedFrom: saved.revision, by: store.coordinator, at: now)
    #expect(late == nil)
  }

  @Test func `What others said does not leave the store before it may be seen`() async throws {
    let sample = try await ScoringSample()
    try await sample.open()
    try await sample.say(sample.first, 5)
    let scorings = sample.scorings
    let seen = { (viewer: Viewer) in
      try await scorings.round(sample.round.id, of: sample.plan, for: viewer)
    }
    // Begun, not handed in: nobody but its person sees it.
    #expect(try await seen(sample.first).own?.scores.count == 2)
    for viewer in [sample.second, sample.store.coordinator, sample.store.administrator] {
      let found = try await seen(viewer)
      #expect(found.visible.isEmpty && found.own == nil && found.submitted.isEmpty)
    }
    try await scorings.submit(
      in: sample.round.id, of: sample.plan, by: sample.first, at: sample.store.now)
    #expect(try await seen(sample.second).visible.isEmpty)
    #expect(try await seen(sample.store.coordinator).visible.isEmpty)
    #expect(try await seen(sample.first).visible.count == 1)
    await #expect(throws: ScoringError.alreadySubmitted) { try await sample.say(sample.first, 4) }
    await #expect(throws: ScoringError.notMember) {
      try await sample.say(sample.store.coordinator, 4)
    }
    // The history of changes holds nothing of what people said.
    let changes = try await sample.store.database.read { connection in
      try connection.rows("SELECT after FROM change WHERE kind LIKE 'scoring%'").map {
        try $0.value("after", as: String.self)
      }
    }
    #expect(!changes.isEmpty && changes.allSatisfy { !$0.contains("\"low\"") })
    await #expect(throws: StoreError.self) { _ = try await seen(sample.store.stranger) }
  }

  @Test func `An accepted ranking is read with its values, and goes with the plan's file`()
    async throws
  {
    let sample = try await ScoringSample()
    let (scorings, store, id) = (sample.scorings, sample.store, sample.round.id)
    try await sample.open()
    let author = try #require(Decision.Author(role: "acceptingBody", label: "Council"))
    let accept = {
      try await scorings.accept(
        id, of: sample.plan, as: ID(rawValue: "decision"), by: author, reference: "1",
        viewer: store.coordinator, at: store.now)
    }
    await #expect(throws: ScoringError.wrongPhase(.alone)) { try await accept() }
    await #expect(throws: ScoringError.nothingScored) {
      try await scorings.close(id, of: sample.plan, by: store.coordinator, at: store.now)
    }
    for (viewer, level) in [(sample.first, Int64(5)), (sample.second, 3)] {
      try await sample.say(viewer, level)
      try await scorings.submit(in: id, of: sample.plan, by: viewer, at: store.now)
    }
    #expect(try await scorings.acceptedRanking(of: sample.plan) == nil)
    try await scorings.close(id, of: sample.plan, by: store.coordinator, at: store.now)
    await #expect(throws: StoreError.self) {
      _ = try await scorings.publishedRanking(id, of: sample.plan)
    }
    try await accept()
    await #expect(throws: ScoringError.wrongPhase(.accepted)) { try await accept() }
    let ranking = try #require(try await scorings.acceptedRanking(of: sample.plan))
    #expect(ranking.decision == ID(rawValue: "decision"))
    // From 3 to 5 on a scale from 1 to 5: 50 to 100, in the middle 75.
    let value = try #require(ranking.values[ID(rawValue: "a")])
    #expect(value.value == ExactDecimal("75.000000"))
    #expect(value.low == ExactDecimal("50.000000") && value.high == ExactDecimal("100.000000"))
    let file = try await store.plans.export(sample.plan, for: store.coordinator).bytes()
    let table = try RankingJSONReader().read(file)
    #expect(table.table.alternatives.map(\.id) == ["a", "b"])
    #expect(table.people.map(\.name) == ["M1", "M2"])
    let log = DecisionStore(store.database)
    let decisions = try await log.decisions()
    #expect(decisions.map(\.decision.kind) == [.ranking])
    // The plan rests on it from then on.
    let document = try await store.plans.workingPlan(sample.plan, for: .machine)
    #expect(try await log.decisions(behind: document) == decisions.map(\.decision))
    let before = store.now.adding(seconds: -1)
    #expect(try await log.decisions(behind: document, until: before).isEmpty)
    let other = PlanDocument(
      plan: Plan(
        id: ID(rawValue: "other"), city: document.city.id, title: document.plan.title,
        years: document.plan.years), city: document.city)
    #expect(try await log.decisions(behind: other).isEmpty)
  }

  @Test func `A plan without a ranking is refused by name`() async throws {
    let sample = try await ScoringSample()
    let file = try await sample.store.plans.export(sample.plan, for: sample.store.coordinator)
      .bytes()
    #expect(throws: RankingFileError("/rankings", .missing)) {
      _ = try RankingJSONReader().read(file)
    }
  }
}
