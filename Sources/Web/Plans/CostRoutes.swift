import Civic
import Exact
import Hummingbird
import Pages
import Store

/// All costs of an action in one table.
struct CostRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    let path = "/plans/:plan/work/records/\(Action.entityName)/:record/costs"
    routes.get("\(path)", use: show)
    routes.post("\(path)", use: save)
  }

  private func costs(
    _ context: AppContext, content: String?
  ) async throws -> QuickCosts {
    let document = try await services.editedPlan(context)
    let id = ID<Action>(rawValue: try context.parameters.require("record"))
    guard let action = document.action(id) else { throw StoreError.notFound }
    return QuickCosts(
      action: action, context: services.formContext(document, context, content: content))
  }

  private func page(
    _ costs: QuickCosts, _ context: AppContext, input: FormInput? = nil,
    problems: [FieldProblem] = []
  ) async throws -> Response {
    let frame = try await services.frame(
      context, at: .costs(of: costs.action.id, of: costs.context.document.plan.id))
    let page = QuickCostPage(frame: frame, costs: costs, input: input, problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    let content = request.uri.queryParameters["content"].map(String.init)
    return try await page(try await costs(context, content: content), context)
  }

  @Sendable private func save(_ request: Request, _ context: AppContext) async throws -> Response {
    let input = try await services.form(request, context).input
    let costs = try await costs(context, content: input["content"])
    if input["more"] != nil {
      return try await page(costs, context, input: QuickCosts.adding(rows: 5, to: input))
    }
    let changes = costs.read(input) { services.id() }
    guard changes.problems.isEmpty else {
      return try await page(costs, context, input: input, problems: changes.problems)
    }
    let batch: ID<ChangeRecord> = services.id()
    for line in changes.added {
      try await services.plans.add(line, by: context.viewer, at: services.clock())
    }
    for line in changes.changed {
      _ = try await services.plans.save(
        line, editedFrom: line.revision, by: context.viewer, at: services.clock())
    }
    for line in changes.removed {
      _ = try await services.plans.remove(
        RecordReference(line), of: costs.context.document.plan.id, by: context.viewer,
        at: services.clock(),
        batch: batch.rawValue)
    }
    return services.redirect(
      context,
      to: .record(
        RecordReference(kind: Action.entityName, id: costs.action.id.rawValue),
        of: costs.context.document.plan.id),
      notice: Message("noticeSaved"))
  }
}
