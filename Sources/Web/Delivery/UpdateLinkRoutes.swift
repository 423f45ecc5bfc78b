import Civic
import Exact
import Hummingbird
import Pages
import Store

/// What the link of a letter opens, for somebody without an account. Opening it changes nothing, for
/// the scanners of mail servers open links too; only the form's button does.
struct UpdateLinkRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/updates/:token", use: show)
    routes.post("/updates/:token", use: answer)
  }

  private struct Opened {
    let token: SecretToken
    let request: UpdateRequest
    let delivery: PlanDelivery
    let action: Action
  }

  private func opened(_ context: AppContext) async throws -> Opened? {
    guard let token = SecretToken(try context.parameters.require("token")) else { return nil }
    do {
      let asked = try await services.deliveries.request(token.digest, at: services.clock())
      let (delivery, _) = try await services.delivery(of: asked.plan)
      guard let action = delivery.document.action(asked.action) else { return nil }
      return Opened(token: token, request: asked, delivery: delivery, action: action)
    } catch StoreError.notFound {
      return nil
    }
  }

  private func page(
    _ opened: Opened, _ context: AppContext, input: FormInput = FormInput([]),
    problems: [FieldProblem] = []
  ) async throws -> Response {
    let page = UpdateLinkPage(
      frame: try await services.frame(context, at: .update(opened.token)),
      request: opened.request, token: opened.token, delivery: opened.delivery,
      action: opened.action, input: input, problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    guard let opened = try await opened(context) else {
      return try await services.invalidLink(context)
    }
    return try await page(opened, context)
  }

  @Sendable private func answer(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    guard let opened = try await opened(context) else {
      return try await services.invalidLink(context)
    }
    let update = services.update(
      input, of: opened.action, in: opened.delivery, by: opened.request.name, isByLink: true,
      context.language)
    do {
      try await services.deliveries.answer(
        opened.token.digest, with: update, at: services.clock())
    } catch StoreError.invalid(let faults) {
      return try await page(
        opened, context, input: input,
        problems: faults.map { FieldProblem(field: $0.field, message: $0.message) })
    }
    return services.redirect(
      context, to: .update(opened.token), notice: Message("noticeUpdateThanks"))
  }
}
