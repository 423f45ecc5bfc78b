import Civic
import Exact
import Exchange
import Hummingbird
import Logging
import Pages
import Ranking
import Store

/// What a round says: for those who prepare the decision, and for everybody once it is accepted.
struct ScoringResultRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    let base = "/plans/:plan/decide/:round"
    routes.get("\(base)/result", use: result)
    routes.get("\(base)/table.json", use: table)
    routes.post("\(base)/scenarios", use: scenarios)
    routes.get("\(base)/council", use: council)
    routes.get("\(base)/acceptance", use: askAcceptance)
    routes.post("\(base)/acceptance", use: accept)
    routes.get("/plans/:plan/rankings/:round", use: publicRanking)
  }

  private func resultPage(
    _ context: AppContext, swap: RankedRound.Swap? = nil, ranked: RankedResult,
    input: FormInput = FormInput([]), problems: [FieldProblem] = []
  ) async throws -> Response {
    let round = ranked.found.round
    let frame = try await services.frame(context, at: .round(round.id, of: round.plan, .result))
    var names: [String: String] = [:]
    for sheet in ranked.found.counted {
      if let key = ranked.table.name(of: sheet.account) {
        names[key] = ranked.found.names[sheet.account]
      }
    }
    let comparison = RankingScenarios(round: round, table: ranked.table)
    let texts = frame.texts
    let own = comparison.own
    let results =
      [
        ScenarioResult(name: texts(.scenarioGroup), ranks: comparison.plausible),
        ScenarioResult(name: texts(.scenarioMiddle), ranks: comparison.middle),
        ScenarioResult(name: texts(.scenarioNoWeights), ranks: comparison.anyWeights),
        ScenarioResult(name: texts(.scenarioEqual), ranks: comparison.equal),
      ] + zip(round.scenarios, own).map { ScenarioResult(name: $0.name, ranks: $1) }
    let page = ResultPage(
      frame: frame, document: ranked.found.document, round: round, ranked: ranked.round,
      questions: (try? NextQuestion.best(
        for: ranked.table.bytes, seed: UInt64(max(round.seed, 0)))) ?? [],
      scenarios: results, names: names, swap: swap, input: input, problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func result(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let ranked = try await services.rankedResult(context)
    let query = request.uri.queryParameters
    var swap: RankedRound.Swap?
    if let a = query["a"].map(String.init), let b = query["b"].map(String.init), a != b,
      ranked.round.place(a) != nil, ranked.round.place(b) != nil
    {
      swap = try? RankingDecision.swap(of: a, b, in: ranked.table.bytes)
    }
    return try await resultPage(context, swap: swap, ranked: ranked)
  }

  @Sendable private func table(_ request: Request, _ context: AppContext) async throws -> Response {
    let ranked = try await services.rankedResult(context)
    return services.download(
      ranked.table.bytes, type: "application/json",
      name: "table-\(ranked.found.round.id.rawValue).json")
  }

  @Sendable private func scenarios(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let ranked = try await services.rankedResult(context)
    let round = ranked.found.round
    var scenarios = round.scenarios
    if let index = input["remove"].flatMap(Int.init) {
      if scenarios.indices.contains(index) { scenarios.remove(at: index) }
    } else {
      let texts = services.catalogue.texts(for: context.language)
      let (scenario, problems) = ScenarioForm(round: round, texts: texts).read(input)
      guard problems.isEmpty else {
        return try await resultPage(context, ranked: ranked, input: input, problems: problems)
      }
      scenarios.append(scenario)
    }
    try await services.scorings.save(
      scenarios: scenarios, of: round.id, in: round.plan, by: context.viewer,
      at: services.clock())
    return services.redirect(
      context, to: Link.round(round.id, of: round.plan, .result).at("scenarios"),
      notice: Message("noticeRoundSaved"))
  }

  @Sendable private func council(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let ranked = try await services.rankedResult(context)
    let round = ranked.found.round
    let page = CouncilPage(
      frame: try await services.frame(context, at: .round(round.id, of: round.plan, .council)),
      plan: round.plan, title: round.name, question: round.question, ranked: ranked.round,
      decision: nil, isDemonstration: ranked.found.document.plan.isDemonstration)
    return services.page(page.html)
  }

  // MARK: Accepting

  private func acceptancePage(
    _ context: AppContext, input: FormInput = FormInput([]), problems: [FieldProblem] = []
  ) async throws -> Response {
    let found = try await services.round(context)
    guard ScoringRound.mayChair(found.document.plan, context.viewer) else {
      throw AccessError.refused(.manageCity)
    }
    guard found.round.phase == .together else {
      throw ScoringError.wrongPhase(found.round.phase)
    }
    let page = AcceptancePage(
      frame: try await services.frame(
        context, at: .round(found.round.id, of: found.round.plan, .acceptance)),
      document: found.document, round: found.round, input: input, problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func askAcceptance(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    try await acceptancePage(context)
  }

  @Sendable private func accept(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let (round, plan) = try services.roundAddress(context)
    let body = input.text("body").map { String($0.prefix(200)) } ?? ""
    let author = Decision.Author(role: "acceptingBody", label: body)
    var problems = ["body", "reference"].filter { input.text($0) == nil }.map {
      FieldProblem(field: $0, message: Message("fieldMissing"))
    }
    if author == nil {
      problems.append(FieldProblem(field: "body", message: Message("scoringNoAddress")))
    }
    guard problems.isEmpty, let author else {
      return try await acceptancePage(context, input: input, problems: problems)
    }
    try await services.scorings.accept(
      round, of: plan, as: services.id(), by: author,
      reference: String((input.text("reference") ?? "").prefix(200)), viewer: context.viewer,
      at: services.clock())
    return services.redirect(
      context, to: .ranking(round, of: plan), notice: Message("noticeRankingAccepted"))
  }

  /// Shows nothing but what the public bundle holds.
  @Sendable private func publicRanking(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let (round, plan) = try services.roundAddress(context)
    let published = try await services.scorings.publishedRanking(round, of: plan)
    let samples = published.decision.settings["samples"]?.string.flatMap { Int($0) } ?? 0
    guard
      let ranked = RankedRound(
        published.decision.conclusion, table: published.table, samples: samples)
    else { throw StoreError.unstorable("ranking") }
    let page = CouncilPage(
      frame: try await services.frame(context, at: .ranking(round, of: plan)), plan: plan,
      title: published.table["name"]?.string ?? "",
      question: published.decision.settings["question"]?.string, ranked: ranked,
      decision: published.decision, isDemonstration: published.isDemonstration)
    return services.page(page.html)
  }
}
