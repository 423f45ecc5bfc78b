import Civic
import Exact
import Exchange
import HTTPTypes
import Pages
import Store

/// Rounds in which people judge a plan's actions together.
struct ScoringOperations {
  private let family = APIFamily(topic: .choosing)
  private static let list = "/plans/:plan/rounds"
  private static let base = "/plans/:plan/rounds/:round"

  var all: [APIOperation] { [rounds, show, add, change] + steps + sheets + results }

  private var rounds: APIOperation {
    family.list(
      Self.list, "listScoringRound", "The rounds of a plan", of: .named("ScoringRound")
    ) { request in
      try await request.services.scorings.rounds(of: try request.id("plan"), for: request.viewer)
        .map { try APIItem($0) }
    }
  }

  private var show: APIOperation {
    family.one(Self.base, "getScoringRound", "One round", .named("ScoringRound")) {
      try .record(try await $0.services.round($0.context).round)
    }
  }

  // MARK: Setting up

  /// What was sent, by the rules of the form.
  private func read(
    _ request: APIRequest, into draft: ScoringRound, _ document: PlanDocument
  ) async throws -> ScoringRound {
    let people = try await request.services.scorings.candidates(
      for: document.plan, by: request.viewer, at: request.now)
    let (round, problems) = RoundForm(
      document: document, texts: request.texts, candidates: people.map(\.id)
    ).read(request.fields, into: draft)
    try APIFault.check(problems)
    return round
  }

  private var add: APIOperation {
    family.make(
      Self.list, "addScoringRound", "Set up a round; fields as the page's form has them",
      .named("ScoringRound"), body: [APIFamily.fields]
    ) { request in
      let document = try await request.workingPlan()
      var draft = ScoringRound(id: request.services.id(), plan: document.plan.id, name: "")
      draft.seed = Int.random(in: 1...1_000_000_000)
      let round = try await read(request, into: draft, document)
      let saved = try await request.services.scorings.save(
        round, editedFrom: nil, by: request.viewer, at: request.now)
      return try .made(
        saved ?? round, at: "\(API.root)/plans/\(document.plan.id)/rounds")
    }
  }

  private var change: APIOperation {
    family.fill(
      "\(Self.base)/settings", "changeScoringRound",
      "Set a round up anew while it is a draft; fields as the page's form has them",
      needsVersion: true
    ) { request in
      let found = try await request.services.round(request.context)
      let revision = try request.revision(of: found.round.revision)
      let round = try await read(request, into: found.round, found.document)
      let saved = try await request.services.scorings.save(
        round, editedFrom: revision, by: request.viewer, at: request.now)
      guard saved != nil else { throw APIFault.otherVersion }
    }
  }

  private var steps: [APIOperation] {
    [
      step("opening", "openScoringRound", "Open a round: everybody scores alone") {
        try await $0.open($1, of: $2, by: $3.viewer, at: $3.now)
      },
      step("closing", "closeScoringRound", "Close a stage: everybody sees what all said") {
        try await $0.close($1, of: $2, by: $3.viewer, at: $3.now)
      },
      step("again", "reopenScoringRound", "Let everybody look at their scores again") {
        try await $0.reopen($1, of: $2, by: $3.viewer, at: $3.now)
      },
    ]
  }

  private func step(
    _ step: String, _ name: String, _ summary: String,
    run:
      @escaping @Sendable (ScoringStore, ID<ScoringRound>, ID<Plan>, APIRequest) async throws ->
      Void
  ) -> APIOperation {
    family.step("\(Self.base)/\(step)", name, summary, access: .decision) { request in
      try await run(
        request.services.scorings, try request.id("round"), try request.id("plan"), request)
    }
  }

  // MARK: Sheets

  private var sheets: [APIOperation] {
    [
      family.one(
        "\(Self.base)/sheet", "getOwnScoringSheet", "What one has said oneself", access: .decision
      ) { request in
        let found = try await request.services.round(request.context)
        guard let own = found.own else { throw StoreError.notFound }
        return try .value(encoding: own)
      },
      family.list(
        "\(Self.base)/sheets", "listScoringSheet",
        "What counts of all members, as soon as one may see it"
      ) { request in
        let found = try await request.services.round(request.context)
        let round = found.round
        guard round.showsOthers(to: request.viewer, own: found.own) || round.phase == .again
        else { throw ScoringError.wrongPhase(round.phase) }
        return try found.counted.map { try APIItem($0.account.rawValue, $0) }
      },
      family.fill(
        "\(Self.base)/scores/:criterion", "scoreActions",
        "Score the actions by one criterion: score-ACTION, evidence-ACTION, url-ACTION",
        access: .decision
      ) { request in
        let found = try await open(request)
        let wanted: ID<Never> = try request.id("criterion")
        guard let criterion = found.round.judged.first(where: { $0.id == wanted.rawValue }) else {
          throw StoreError.notFound
        }
        let (scores, problems) = ScoreForm(criterion: criterion, texts: request.texts)
          .read(request.fields, actions: found.round.actions)
        try APIFault.check(problems)
        try await request.services.scorings.write(
          in: found.round.id, of: found.round.plan, by: request.viewer
        ) { $0.take(scores, by: criterion.id) }
      },
      family.fill(
        "\(Self.base)/weights", "weighCriteria",
        "Weigh the criteria; fields as the page's form has "
          + "them", access: .decision
      ) { request in
        let found = try await open(request)
        let (weights, problems) = WeightsForm(round: found.round, texts: request.texts)
          .read(request.fields)
        try APIFault.check(problems)
        try await request.services.scorings.write(
          in: found.round.id, of: found.round.plan, by: request.viewer
        ) { $0.weights = weights }
      },
      step("submission", "submitScoringSheet", "Hand in one's scores") {
        try await $0.submit(in: $1, of: $2, by: $3.viewer, at: $3.now)
      },
    ]
  }

  private func open(_ request: APIRequest) async throws -> ScoringStore.Found {
    try request.services.openSheet(
      try await request.services.round(request.context), for: request.viewer)
  }

  // MARK: Results

  private var results: [APIOperation] {
    [
      family.one(
        "\(Self.base)/result", "getRankingResult", "What the round says, as its decision would"
      ) { request in
        let conclusion = try await request.services.rankedResult(request.context).conclusion
        return .value(["outcome": conclusion.outcome, "explanation": conclusion.explanation])
      },
      family.one(
        "\(Self.base)/table", "getRankingTable", "The table of scores that the ranking is made of"
      ) { .value(try await $0.services.rankedResult($0.context).table.json) },
      family.step(
        "\(Self.base)/scenarios", "addRankingScenario",
        "Add weights to compare with; scenario, method, and s-CRITERION each",
        body: [APIFamily.fields]
      ) { request in
        let round = try await request.services.rankedResult(request.context).found.round
        let (scenario, problems) = ScenarioForm(round: round, texts: request.texts)
          .read(request.fields)
        try APIFault.check(problems)
        try await request.services.scorings.save(
          scenarios: round.scenarios + [scenario], of: round.id, in: round.plan,
          by: request.viewer, at: request.now)
      },
      family.removal(
        "\(Self.base)/scenarios/:number", "removeRankingScenario",
        "Remove weights to compare with, counted from 0, of the round as it was seen"
      ) { request in
        let round = try await request.services.round(request.context).round
        try request.require(round)
        let number = try request.number("number")
        guard round.scenarios.indices.contains(number) else { throw StoreError.notFound }
        var scenarios = round.scenarios
        scenarios.remove(at: number)
        try await request.services.scorings.save(
          scenarios: scenarios, of: round.id, in: round.plan, by: request.viewer, at: request.now)
      },
      family.make(
        "\(Self.base)/acceptance", "acceptRanking", "Make the ranking a public decision",
        body: [.text("body", longest: 200), .text("reference", longest: 200)], access: .decision
      ) { request in
        let body = try request.needed("body")
        guard let author = Decision.Author(role: "acceptingBody", label: body) else {
          throw APIFault(at: "body", Message("scoringNoAddress"))
        }
        let decision: ID<Decision> = request.services.id()
        try await request.services.scorings.accept(
          try request.id("round"), of: try request.id("plan"), as: decision, by: author,
          reference: try request.needed("reference"), viewer: request.viewer, at: request.now)
        return .made(decision, at: "/decisions")
      },
      family.one(
        "/plans/:plan/rankings/:round", "getPublishedRanking", "An accepted ranking", access: .open
      ) { request in
        let published = try await request.services.scorings.publishedRanking(
          try request.id("round"), of: try request.id("plan"))
        return .value(published.decision.json)
      },
    ]
  }
}
