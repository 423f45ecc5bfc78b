import Civic
import Exact
import HTTPTypes
import Hummingbird
import Pages
import Store

/// Runs of funding scenarios: progress, result, what-if, acceptance.
struct FundRunRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    let base = "/plans/:plan/work/fund-runs/:run"
    routes.get("\(base)", use: show)
    routes.get("\(base)/plan.json", use: file)
    routes.post("\(base)/cancellation", use: stop)
    routes.post("\(base)/what-if", use: whatIf)
    routes.get("\(base)/acceptance", use: acceptance)
    routes.post("\(base)/acceptance", use: accept)
  }

  private func found(
    _ context: AppContext
  ) async throws -> (document: PlanDocument, run: FundingRun) {
    let document = try await services.workingPlan(context)
    let id = ID<FundingRun>(rawValue: try context.parameters.require("run"))
    return (document, try await services.funds.run(id, of: document.plan.id, for: context.viewer))
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    let (document, run) = try await found(context)
    let isLive = request.uri.queryParameters["live"] != nil
    return try await page(document, run, context, isLive: isLive)
  }

  private func page(
    _ document: PlanDocument, _ run: FundingRun, _ context: AppContext, input: FormInput? = nil,
    problems: [FieldProblem] = [], isLive: Bool = false
  ) async throws -> Response {
    var base: FundingRun?
    if let id = run.base {
      base = try await services.funds.run(id, of: document.plan.id, for: context.viewer)
    }
    let link = Link.fundRun(run.id, of: document.plan.id)
    let page = FundRunPage(
      frame: try await services.frame(context, at: link), document: document, run: run, base: base,
      input: input, problems: problems)
    var response = services.page(
      page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
    // The page is loaded anew while there is something to wait for; scripts ask for parts instead.
    if !run.state.isOver, !isLive, let refresh = HTTPField.Name("Refresh") {
      response.headers[refresh] = "3"
    }
    return response
  }

  /// The run's scenario as `gradnik invest` reads it.
  @Sendable private func file(_ request: Request, _ context: AppContext) async throws -> Response {
    let (_, run) = try await found(context)
    return services.download(
      CanonicalJSON.bytes(of: run.scenario.planFile), type: "application/json",
      name: "plan-\(run.id.rawValue).json")
  }

  @Sendable private func stop(_ request: Request, _ context: AppContext) async throws -> Response {
    _ = try await services.form(request, context)
    let (document, run) = try await found(context)
    try await services.funds.stop(run.id, of: document.plan.id, by: context.viewer)
    return services.redirect(context, to: .fundRun(run.id, of: document.plan.id))
  }

  @Sendable private func whatIf(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let (document, run) = try await found(context)
    let texts = services.catalogue.texts(for: context.language)
    let (changes, problems) = FundWhatIfForm.read(input, of: run.scenario, texts)
    guard problems.isEmpty else {
      return try await page(document, run, context, input: input, problems: problems)
    }
    let next = FundingRun(
      id: services.id(), scenario: changes.reduce(run.scenario) { $0.changed(by: $1) },
      at: services.clock(), base: run.id, changes: changes)
    try await services.funds.start(next, by: context.viewer)
    return services.redirect(context, to: .fundRun(next.id, of: document.plan.id))
  }

  // MARK: Acceptance

  private func acceptable(
    _ context: AppContext
  ) async throws -> (document: PlanDocument, run: FundingRun) {
    let (document, run) = try await found(context)
    try run.checkAcceptable(by: context.viewer, of: document.plan)
    return (document, run)
  }

  @Sendable private func acceptance(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let (document, run) = try await acceptable(context)
    return try await acceptancePage(document, run, context)
  }

  private func acceptancePage(
    _ document: PlanDocument, _ run: FundingRun, _ context: AppContext, input: FormInput? = nil,
    problems: [FieldProblem] = []
  ) async throws -> Response {
    let link = Link.fundRun(run.id, of: document.plan.id, .acceptance)
    let page = FundAcceptancePage(
      frame: try await services.frame(context, at: link), document: document, run: run,
      input: input, problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func accept(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let (document, run) = try await acceptable(context)
    guard let label = input.text("by"), label.count <= 120, !label.contains("@") else {
      let problem = FieldProblem(field: "by", message: Message("investBodyWrong"))
      return try await acceptancePage(document, run, context, input: input, problems: [problem])
    }
    let decision: ID<Decision> = services.id()
    do {
      try await services.funds.accept(
        run.id, of: document.plan.id, as: decision, label: label, by: context.viewer,
        at: services.clock())
    } catch StoreError.invalid(let faults) {
      return try await acceptancePage(
        document, run, context, input: input,
        problems: faults.map { FieldProblem(field: $0.field, message: $0.message) })
    }
    return services.redirect(
      context, to: .fundRun(run.id, of: document.plan.id),
      notice: Message("noticeFundingAccepted"))
  }
}
