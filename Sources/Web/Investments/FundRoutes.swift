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

  // MARK: Forms

  /// A scenario as one of its forms shows it: with what was typed where the form comes back.
  private struct Shown {
    let document: PlanDocument
    let scenario: FundingScenario
    var input: FormInput?
    var problems: [FieldProblem] = []
    var hasConflict = false

    var status: HTTPResponse.Status {
      hasConflict ? .conflict : problems.isEmpty ? .ok : .unprocessableContent
    }
  }

  /// Saves what a form says of a scenario, and answers with what comes next; with the form again
  /// where something is wrong or somebody saved the scenario meanwhile.
  private func save(
    _ request: Request, _ context: AppContext,
    read: (FormInput, FundingScenario, Texts) -> (
      scenario: FundingScenario, problems: [FieldProblem]
    ),
    form: (Shown, AppContext) async throws -> Response, next: (FundingScenario) -> Link
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let present = try await found(context)
    let (changed, problems) = read(
      input, present.scenario, services.catalogue.texts(for: context.language))
    guard problems.isEmpty else {
      let shown = Shown(
        document: present.document, scenario: present.scenario, input: input, problems: problems)
      return try await form(shown, context)
    }
    let isSaved = try await services.funds.save(
      changed, editedFrom: input["revision"].flatMap { Int($0) } ?? 0, by: context.viewer,
      at: services.clock())
    guard isSaved else {
      let shown = Shown(
        document: present.document, scenario: try await found(context).scenario, input: input,
        hasConflict: true)
      return try await form(shown, context)
    }
    return services.redirect(context, to: next(changed), notice: Message("noticeSaved"))
  }

  @Sendable private func money(_ request: Request, _ context: AppContext) async throws -> Response {
    let (document, scenario) = try await found(context)
    return try await moneyPage(Shown(document: document, scenario: scenario), context)
  }

  private func moneyPage(_ shown: Shown, _ context: AppContext) async throws -> Response {
    let plan = shown.document.plan.id
    let page = ScenarioMoneyPage(
      frame: try await services.frame(context, at: .scenario(shown.scenario.id, of: plan, .money)),
      document: shown.document, scenario: shown.scenario,
      votes: try await services.funds.voteOffers(of: plan, for: context.viewer),
      input: shown.input, problems: shown.problems, hasConflict: shown.hasConflict)
    return services.page(page.html, status: shown.status)
  }

  @Sendable private func saveMoney(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    try await save(
      request, context, read: ScenarioMoneyForm.read, form: moneyPage,
      next: { .scenario($0.id, of: $0.plan, .values) })
  }

  @Sendable private func actions(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let (document, scenario) = try await found(context)
    return try await actionsPage(Shown(document: document, scenario: scenario), context)
  }

  private func actionsPage(_ shown: Shown, _ context: AppContext) async throws -> Response {
    let link = Link.scenario(shown.scenario.id, of: shown.document.plan.id, .actions)
    let page = ScenarioActionsPage(
      frame: try await services.frame(context, at: link), document: shown.document,
      scenario: shown.scenario, input: shown.input, problems: shown.problems,
      hasConflict: shown.hasConflict)
    return services.page(page.html, status: shown.status)
  }

  @Sendable private func saveActions(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    try await save(
      request, context, read: ScenarioActionsForm.read, form: actionsPage,
      next: { .fund($0.plan) })
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
