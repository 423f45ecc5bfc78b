import Civic
import Exact
import HTTPTypes
import Hummingbird
import Pages
import Store

/// What a scenario takes over from the accepted ranking and from a closed vote of residents.
struct ScenarioSourceRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    let base = "/plans/:plan/work/fund/:scenario"
    routes.get("\(base)/values", use: show)
    routes.post("\(base)/ranking", use: takeRanking)
    routes.post("\(base)/vote", use: takeVote)
  }

  private struct Found {
    let document: PlanDocument
    let scenario: FundingScenario
    let ranking: RankedValues?
    let offers: [VoteOffer]
  }

  private func found(_ context: AppContext) async throws -> Found {
    let document = try await services.workingPlan(context)
    let plan = document.plan.id
    let id = ID<FundingScenario>(rawValue: try context.parameters.require("scenario"))
    return Found(
      document: document,
      scenario: try await services.funds.scenario(id, of: plan, for: context.viewer),
      ranking: try await services.funds.rankedValues(of: plan),
      offers: try await services.funds.voteOffers(of: plan, for: context.viewer))
  }

  private func page(_ found: Found, _ context: AppContext) async throws -> ScenarioSourcesPage {
    let link = Link.scenario(found.scenario.id, of: found.document.plan.id, .values)
    return ScenarioSourcesPage(
      frame: try await services.frame(context, at: link), document: found.document,
      scenario: found.scenario, ranking: found.ranking, offers: found.offers)
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    services.page(try await page(try await found(context), context).html)
  }

  @Sendable private func takeRanking(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let found = try await found(context)
    let texts = services.catalogue.texts(for: context.language)
    let (next, problems) = ScenarioSourcesForm.ranking(
      input, into: found.scenario, found.ranking, texts)
    return try await answer(next, problems, input, found, Message("noticeValuesTaken"), context)
  }

  @Sendable private func takeVote(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let found = try await found(context)
    let texts = services.catalogue.texts(for: context.language)
    let (next, problems) = ScenarioSourcesForm.vote(
      input, into: found.scenario, found.offers, texts)
    return try await answer(next, problems, input, found, Message("noticeVoteTaken"), context)
  }

  private func answer(
    _ next: FundingScenario, _ problems: [FieldProblem], _ input: FormInput, _ found: Found,
    _ notice: Message, _ context: AppContext
  ) async throws -> Response {
    guard problems.isEmpty else {
      let page = try await page(found, context).refusing(input, problems, hasConflict: false)
      return services.page(page.html, status: .unprocessableContent)
    }
    let isSaved = try await services.funds.save(
      next, editedFrom: input["revision"].flatMap { Int($0) } ?? 0, by: context.viewer,
      at: services.clock())
    guard isSaved else {
      let page = try await page(found, context).refusing(input, [], hasConflict: true)
      return services.page(page.html, status: .conflict)
    }
    return services.redirect(
      context, to: .scenario(found.scenario.id, of: found.document.plan.id, .values),
      notice: notice)
  }
}
