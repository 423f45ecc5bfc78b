import Civic
import Exact
import HTTPTypes
import Hummingbird
import Pages
import Store

/// Scenarios of how a plan can be paid for.
struct FundRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    let base = "/plans/:plan/work/fund"
    routes.get("\(base)", use: list)
    routes.post("\(base)", use: add)
    routes.get("\(base)/:scenario/money", use: money)
    routes.post("\(base)/:scenario/money", use: saveMoney)
    routes.get("\(base)/:scenario/actions", use: actions)
    routes.post("\(base)/:scenario/actions", use: saveActions)
    routes.get("\(base)/:scenario/plan.json", use: file)
    routes.post("\(base)/:scenario/runs", use: start)
    ScenarioSourceRoutes(services: services).add(to: routes)
    FundRunRoutes(services: services).add(to: routes)
  }

  @Sendable private func list(_ request: Request, _ context: AppContext) async throws -> Response {
    try await page(try await services.workingPlan(context), context)
  }

  private func page(_ document: PlanDocument, _ context: AppContext) async throws -> Response {
    let plan = document.plan.id
    let page = FundPage(
      frame: try await services.frame(context, at: .fund(plan)), document: document,
      scenarios: try await services.funds.scenarios(of: plan, for: context.viewer),
      runs: try await services.funds.runs(of: plan, for: context.viewer))
    return services.page(page.html)
  }

  /// Starts a scenario with all that the plan says.
  @Sendable private func add(_ request: Request, _ context: AppContext) async throws -> Response {
    _ = try await services.form(request, context)
    let document = try await services.workingPlan(context)
    let plan = document.plan.id
    let scenario = try await services.startScenario(
      of: document, texts: services.catalogue.texts(for: context.language), by: context.viewer)
    return services.redirect(
      context, to: .scenario(scenario.id, of: plan, .money),
      notice: Message("noticeScenarioStarted"))
  }

  private func found(
    _ context: AppContext
  ) async throws -> (document: PlanDocument, scenario: FundingScenario) {
    let document = try await services.workingPlan(context)
    let id = ID<FundingScenario>(rawValue: try context.parameters.require("scenario"))
    let scenario = try await services.funds.scenario(
      id, of: document.plan.id, for: context.viewer)
    return (document, scenario)
  }

  // MARK: Money

  @Sendable private func money(_ request: Request, _ context: AppContext) async throws -> Response {
    let (document, scenario) = try await found(context)
    return try await moneyPage(document, scenario, context)
  }

  private func moneyPage(
    _ document: PlanDocument, _ scenario: FundingScenario, _ context: AppContext,
    input: FormInput? = nil, problems: [FieldProblem] = [], hasConflict: Bool = false
  ) async throws -> Response {
    let link = Link.scenario(scenario.id, of: document.plan.id, .money)
    let page = ScenarioMoneyPage(
      frame: try await services.frame(context, at: link), document: document, scenario: scenario,
      votes: try await services.funds.voteOffers(of: document.plan.id, for: context.viewer),
      input: input, problems: problems, hasConflict: hasConflict)
    return services.page(page.html, status: status(problems, hasConflict))
  }

  @Sendable private func saveMoney(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let (document, scenario) = try await found(context)
    let texts = services.catalogue.texts(for: context.language)
    let (next, problems) = ScenarioMoneyForm.read(input, into: scenario, texts)
    guard problems.isEmpty else {
      return try await moneyPage(document, scenario, context, input: input, problems: problems)
    }
    guard try await save(next, input, context) else {
      let theirs = try await found(context).scenario
      return try await moneyPage(document, theirs, context, input: input, hasConflict: true)
    }
    return services.redirect(
      context, to: .scenario(scenario.id, of: document.plan.id, .values),
      notice: Message("noticeSaved"))
  }

  private func save(
    _ scenario: FundingScenario, _ input: FormInput, _ context: AppContext
  ) async throws -> Bool {
    try await services.funds.save(
      scenario, editedFrom: input["revision"].flatMap { Int($0) } ?? 0, by: context.viewer,
      at: services.clock())
  }

  private func status(_ problems: [FieldProblem], _ hasConflict: Bool) -> HTTPResponse.Status {
    hasConflict ? .conflict : problems.isEmpty ? .ok : .unprocessableContent
  }

  // MARK: Actions

  @Sendable private func actions(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let (document, scenario) = try await found(context)
    return try await actionsPage(document, scenario, context)
  }

  private func actionsPage(
    _ document: PlanDocument, _ scenario: FundingScenario, _ context: AppContext,
    input: FormInput? = nil, problems: [FieldProblem] = [], hasConflict: Bool = false
  ) async throws -> Response {
    let link = Link.scenario(scenario.id, of: document.plan.id, .actions)
    let page = ScenarioActionsPage(
      frame: try await services.frame(context, at: link), document: document, scenario: scenario,
      input: input, problems: problems, hasConflict: hasConflict)
    return services.page(page.html, status: status(problems, hasConflict))
  }

  @Sendable private func saveActions(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let (document, scenario) = try await found(context)
    let texts = services.catalogue.texts(for: context.language)
    let (next, problems) = ScenarioActionsForm.read(input, into: scenario, texts)
    guard problems.isEmpty else {
      return try await actionsPage(document, scenario, context, input: input, problems: problems)
    }
    guard try await save(next, input, context) else {
      let theirs = try await found(context).scenario
      return try await actionsPage(document, theirs, context, input: input, hasConflict: true)
    }
    return services.redirect(
      context, to: .fund(document.plan.id), notice: Message("noticeSaved"))
  }

  // MARK: Runs

  /// The scenario as `gradnik invest` reads it.
  @Sendable private func file(_ request: Request, _ context: AppContext) async throws -> Response {
    let (_, scenario) = try await found(context)
    return services.download(
      CanonicalJSON.bytes(of: scenario.planFile), type: "application/json",
      name: "plan-\(scenario.id.rawValue).json")
  }

  @Sendable private func start(_ request: Request, _ context: AppContext) async throws -> Response {
    _ = try await services.form(request, context)
    let (document, scenario) = try await found(context)
    let run = FundingRun(id: services.id(), scenario: scenario, at: services.clock())
    try await services.funds.start(run, by: context.viewer)
    return services.redirect(context, to: .fundRun(run.id, of: document.plan.id))
  }
}

extension Services {
  /// Starts a scenario with all that the plan says.
  func startScenario(
    of document: PlanDocument, texts: Texts, by viewer: Viewer
  ) async throws -> FundingScenario {
    let plan = document.plan.id
    let number = try await funds.scenarios(of: plan, for: viewer).count + 1
    let scenario = FundingScenario(
      id: id(), from: document,
      name: texts(.investNameNumber, ["number": .text(String(number))]),
      values: try await funds.rankedValues(of: plan))
    try await funds.add(scenario, by: viewer, at: clock())
    return scenario
  }
}
