import Civic
import Exact
import Hummingbird
import Pages
import Store

/// Review, approval, publication, and what people say about the plan on the way.
struct PlanPhaseRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    let base = "/plans/:plan/work"
    routes.post("\(base)/submission", use: submit)
    routes.post("\(base)/reopening", use: reopen)
    routes.get("\(base)/approval", use: askApproval)
    routes.post("\(base)/approval", use: approve)
    routes.get("\(base)/publication", use: askPublication)
    routes.post("\(base)/publication", use: publish)
    routes.post("\(base)/revision", use: revise)
    routes.get("\(base)/review", use: review)
    routes.post("\(base)/comments", use: comment)
    routes.post("\(base)/comments/:comment", use: resolve)
  }

  private func plan(_ context: AppContext) throws -> ID<Plan> {
    ID(rawValue: try context.parameters.require("plan"))
  }

  private func done(_ context: AppContext, _ plan: ID<Plan>, _ notice: Message) -> Response {
    services.redirect(context, to: .plan(plan, .working), notice: notice)
  }

  @Sendable private func submit(_ request: Request, _ context: AppContext) async throws -> Response
  {
    _ = try await services.form(request, context)
    let plan = try plan(context)
    try await services.plans.submit(plan, by: context.viewer, at: services.clock())
    return done(context, plan, Message("noticeSubmitted"))
  }

  @Sendable private func reopen(_ request: Request, _ context: AppContext) async throws -> Response
  {
    _ = try await services.form(request, context)
    let plan = try plan(context)
    try await services.plans.reopen(plan, by: context.viewer, at: services.clock())
    return done(context, plan, Message("noticeReopened"))
  }

  @Sendable private func revise(_ request: Request, _ context: AppContext) async throws -> Response
  {
    _ = try await services.form(request, context)
    let plan = try plan(context)
    try await services.plans.revise(plan, by: context.viewer, at: services.clock())
    return done(context, plan, Message("noticeRevised"))
  }

  @Sendable private func askApproval(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let document = try await services.workingPlan(context)
    try context.viewer.require(.approve, .plan(document.plan))
    let frame = try await services.frame(context, at: .planWork(document.plan.id, .approval))
    return services.page(ApprovalPage(frame: frame, document: document).html)
  }

  @Sendable private func approve(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let document = try await services.workingPlan(context)
    let input = try await services.form(request, context).input
    let day = input.text("day").flatMap { text in
      Day(text) ?? services.catalogue.texts(for: context.language).formats.parseDay(text)
    }
    let missing = [
      input.text("body") == nil ? "body" : nil, day == nil ? "day" : nil,
      input.text("reference") == nil ? "reference" : nil,
    ].compactMap { $0 }
    guard missing.isEmpty, let day else {
      let page = ApprovalPage(
        frame: try await services.frame(context, at: .planWork(document.plan.id, .approval)),
        document: document, input: input,
        problems: missing.map { FieldProblem(field: $0, message: Message("fieldMissing")) })
      return services.page(page.html, status: .unprocessableContent)
    }
    try await services.plans.approve(
      document.plan.id, body: input.text("body") ?? "", on: day,
      reference: input.text("reference") ?? "", by: context.viewer, at: services.clock())
    return done(context, document.plan.id, Message("noticeApproved"))
  }

  @Sendable private func askPublication(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let document = try await services.workingPlan(context)
    try context.viewer.require(.publish, .plan(document.plan))
    let plan = document.plan.id
    let last = try await services.plans.versions(of: plan).first
    var previous: PlanVersion?
    if let last { previous = try await services.plans.version(last.number, of: plan) }
    let page = PublicationPage(
      frame: try await services.frame(context, at: .planWork(plan, .publication)),
      document: document, previous: previous)
    return services.page(page.html)
  }

  @Sendable private func publish(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    _ = try await services.form(request, context)
    let plan = try plan(context)
    _ = try await services.publish(plan, by: context.viewer)
    return services.redirect(context, to: .plan(plan), notice: Message("noticePublished"))
  }

  @Sendable private func review(_ request: Request, _ context: AppContext) async throws -> Response
  {
    let document = try await services.workingPlan(context)
    let frame = try await services.frame(context, at: .planWork(document.plan.id, .review))
    let page = ReviewPage(
      frame: frame, document: document,
      comments: try await services.plans.comments(on: document.plan.id, for: context.viewer))
    return services.page(page.html)
  }

  @Sendable private func comment(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let document = try await services.workingPlan(context)
    let input = try await services.form(request, context).input
    let plan = document.plan.id
    guard let body = input.text("body"), body.count <= 4000,
      let account = context.viewer.account
    else {
      let page = ReviewPage(
        frame: try await services.frame(context, at: .planWork(plan, .review)),
        document: document,
        comments: try await services.plans.comments(on: plan, for: context.viewer),
        problem: Message("fieldMissing"), input: input)
      return services.page(page.html, status: .unprocessableContent)
    }
    var comment = ReviewComment(
      id: services.id(), plan: plan, author: account, authorName: context.viewer.name,
      writtenAt: services.clock(), body: body)
    let about = (input["about"] ?? "").split(separator: ":")
    if about.count == 2 {
      comment.recordKind = String(about[0])
      comment.record = String(about[1])
    }
    try await services.plans.add(comment, by: context.viewer)
    return services.redirect(
      context, to: .planWork(plan, .review), notice: Message("noticeCommented"))
  }

  @Sendable private func resolve(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let plan = try plan(context)
    let input = try await services.form(request, context).input
    try await services.plans.resolve(
      ID(rawValue: try context.parameters.require("comment")), of: plan,
      isResolved: input["resolved"] == "yes", by: context.viewer, at: services.clock())
    return services.redirect(context, to: .planWork(plan, .review))
  }
}
