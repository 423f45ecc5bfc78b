import Civic
import Exact
import HTTPTypes
import Hummingbird
import Pages
import Store

/// Files that are made beside the site: ordered, watched, ended, handed out.
struct ExportJobRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.post("/plans/:plan/exports", use: order)
    routes.post("/plans/:plan/work/exports", use: orderWorking)
    routes.get("/exports/:export", use: show)
    routes.get("/exports/:export/file", use: file)
    routes.post("/exports/:export/cancellation", use: cancel)
  }

  private func id(_ context: AppContext) throws -> ID<ExportJob> {
    ID(rawValue: try context.parameters.require("export"))
  }

  @Sendable private func order(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let version = try await services.plans.version(
      of: ID(rawValue: try context.parameters.require("plan")))
    let (wish, problems) = ExportWish.read(
      input, formats: Services.exportFormats, of: version.document)
    guard let wish else {
      var page = try await services.exportPage(of: version, context, asked: request)
      (page.input, page.problems) = (input, problems)
      return services.page(page.html, status: .unprocessableContent)
    }
    let order = services.exportOrder(
      of: version.document, version: version.number, wish, for: context.viewer)
    return try await start(order, context)
  }

  @Sendable private func orderWorking(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let document = try await services.workingPlan(context)
    let input = try await services.form(request, context).input
    let (wish, problems) = ExportWish.read(
      input, formats: Services.exportFormats, of: document)
    guard let wish else {
      var page = try await services.exportPage(of: document, context, asked: request)
      (page.input, page.problems) = (input, problems)
      return services.page(page.html, status: .unprocessableContent)
    }
    return try await start(
      services.exportOrder(of: document, version: nil, wish, for: context.viewer), context)
  }

  private func start(_ order: ExportOrder, _ context: AppContext) async throws -> Response {
    services.redirect(context, to: .exportJob(try await services.start(order, context)))
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    let job = try await services.exports.job(id(context), for: context.viewer)
    var page = ExportJobPage(
      frame: try await services.frame(context, at: .exportJob(job.id)), job: job)
    page.isDemonstration = try await services.plans.isDemonstration(job.order.plan)
    var response = services.page(page.html)
    let isLive = request.uri.queryParameters["live"] != nil
    // The page is loaded anew while there is something to wait for; scripts ask for parts instead.
    if !job.state.isOver, !isLive, let refresh = HTTPField.Name("Refresh") {
      response.headers[refresh] = "3"
    }
    return response
  }

  @Sendable private func file(_ request: Request, _ context: AppContext) async throws -> Response {
    try await services.exportFile(id(context), knownAs: request, context)
  }

  @Sendable private func cancel(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    _ = try await services.form(request, context)
    let id = try id(context)
    try await services.exports.cancel(id, by: context.viewer, at: services.clock())
    return services.redirect(context, to: .exportJob(id))
  }
}

extension Services {
  /// Where a published plan is taken out.
  func exportPage(
    of version: PlanVersion, _ context: AppContext, asked request: Request
  ) async throws -> ExportPage {
    var page = ExportPage(
      frame: try await frame(context, at: .export(of: version.plan), in: version.document.city),
      document: version.document,
      version: PlanVersionEntry(
        number: version.number, publishedAt: version.publishedAt, digest: version.digest.rawValue),
      base: site(of: request))
    page.formats = Self.exportFormats
    return page
  }

  /// Where the working plan is taken out.
  ///
  /// - Parameter secret: Of the calendar, just made.
  func exportPage(
    of document: PlanDocument, _ context: AppContext, asked request: Request,
    secret: SecretToken? = nil
  ) async throws -> ExportPage {
    let plan = document.plan.id
    let since = try await CalendarStore(database).since(of: plan, for: context.viewer)
    var page = ExportPage(
      frame: try await frame(
        context, at: .export(of: plan, isWorking: true), in: document.city),
      document: document, version: nil,
      calendar: ExportPage.CalendarState(since: since, secret: secret),
      base: site(of: request))
    page.formats = Self.exportFormats
    page.jobs = try await exports.jobs(of: plan, for: context.viewer)
    return page
  }
}
