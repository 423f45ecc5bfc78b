import Civic
import Exact
import Exchange
import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import Store

/// Takes plans out: as tables, as calendars, and what was published as news.
struct PlanExportRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/plans/:plan/export", use: page)
    routes.get("/plans/:plan/export/file", use: file)
    routes.get("/plans/:plan/calendar.ics", use: calendar)
    routes.get("/plans/:plan/work/export", use: workingPage)
    routes.get("/plans/:plan/work/export/file", use: workingFile)
    routes.post("/plans/:plan/work/calendar", use: makeCalendar)
    routes.post("/plans/:plan/work/calendar/revocation", use: revokeCalendar)
    routes.get("/calendars/:secret/plan.ics", use: secretCalendar)
    routes.get("/changes.atom", use: news)
    routes.get("/cities/:city/changes.atom", use: news)
  }

  private var calendars: CalendarStore { CalendarStore(services.database) }

  private func published(_ context: AppContext) async throws -> PlanVersion {
    try await services.plans.version(of: ID(rawValue: try context.parameters.require("plan")))
  }

  @Sendable private func page(_ request: Request, _ context: AppContext) async throws -> Response {
    services.page(
      try await services.exportPage(of: published(context), context, asked: request).html)
  }

  @Sendable private func file(_ request: Request, _ context: AppContext) async throws -> Response {
    let version = try await published(context)
    let sheets = try await services.sheets(
      of: version.document, in: language(request, context), for: .anonymous)
    if sheets.rowCount > Self.mostRows { return tooLarge(version.plan, false, context) }
    return try answer(
      sheets.pack(version: version.number, made: services.clock()), request,
      name: "plan-\(version.plan)-\(version.number)")
  }

  @Sendable private func workingPage(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    try await workingPage(request, context, secret: nil)
  }

  private func workingPage(
    _ request: Request, _ context: AppContext, secret: SecretToken?
  ) async throws -> Response {
    let document = try await services.workingPlan(context)
    return services.page(
      try await services.exportPage(of: document, context, asked: request, secret: secret).html)
  }

  @Sendable private func workingFile(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let document = try await services.workingPlan(context)
    let sheets = try await services.sheets(
      of: document, in: language(request, context), for: context.viewer)
    if sheets.rowCount > Self.mostRows { return tooLarge(document.plan.id, true, context) }
    return try answer(
      sheets.pack(version: nil, made: services.clock()), request,
      name: "plan-\(document.plan.id)-work")
  }

  /// Tables of more rows are made beside the site.
  static let mostRows = 20_000

  private func tooLarge(_ plan: ID<Plan>, _ isWorking: Bool, _ context: AppContext) -> Response {
    services.redirect(
      context, to: Link.export(of: plan, isWorking: isWorking).at("order"),
      notice: Message("noticeExportLarge"))
  }

  /// The language that the address asks for, else that of the page.
  private func language(_ request: Request, _ context: AppContext) -> Language {
    let wanted = request.uri.queryParameters["language"].map(String.init)
    return Language.interface.first { $0.rawValue == wanted } ?? context.language
  }

  /// The whole file or none: its length is known before its first byte leaves.
  private func answer(
    _ pack: ExportPack, _ request: Request, name: String
  ) throws -> Response {
    let query = request.uri.queryParameters
    guard let format = ExportFormat(rawValue: query["format"].map(String.init) ?? "xlsx"),
      !format.isDocument
    else {
      throw HTTPError(.notFound)
    }
    let code = pack.language.rawValue
    switch format {
    case .pdf, .docx: throw HTTPError(.notFound)
    case .xlsx:
      return services.download(
        try XLSXWriter().bytes(pack),
        type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        name: "\(name)-\(code).xlsx")
    case .csv:
      return services.download(
        try TableArchive(hasByteOrderMark: query["bom"] != nil).bytes(pack),
        type: "application/zip", name: "\(name)-\(code).zip")
    }
  }

  @Sendable private func calendar(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let version = try await published(context)
    let sheets = try await services.sheets(
      of: version.document, in: context.language, for: .anonymous)
    let site = services.site(of: request)
    let feed = sheets.calendar(changedAt: version.publishedAt) { action in
      site + Link.action(action.id, of: version.plan).address(in: context.language)
    }
    return text(feed.text, type: "text/calendar; charset=utf-8", isShared: true)
  }

  /// The days of the working plan, for whoever has an address whose owner may read it today.
  @Sendable private func secretCalendar(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    guard let token = SecretToken(try context.parameters.require("secret")) else {
      throw StoreError.notFound
    }
    let now = services.clock()
    let (viewer, plan) = try await calendars.reader(of: token.digest, at: now)
    let document = try await services.plans.workingPlan(plan, for: viewer)
    let sheets = try await services.sheets(of: document, in: context.language, for: viewer)
    let site = services.site(of: request)
    let feed = sheets.calendar(changedAt: now) { action in
      site + Link.action(action.id, of: plan, .working).address(in: context.language)
    }
    return text(feed.text, type: "text/calendar; charset=utf-8", isShared: false)
  }

  @Sendable private func makeCalendar(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let document = try await services.workingPlan(context)
    _ = try await services.form(request, context)
    let token = services.token()
    try await calendars.issue(
      token.digest, of: document.plan.id, by: context.viewer, at: services.clock())
    return try await workingPage(request, context, secret: token)
  }

  @Sendable private func revokeCalendar(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let document = try await services.workingPlan(context)
    _ = try await services.form(request, context)
    try await calendars.revoke(of: document.plan.id, by: context.viewer)
    return services.redirect(
      context, to: .export(of: document.plan.id, isWorking: true),
      notice: Message("noticeCalendarRevoked"))
  }

  @Sendable private func news(_ request: Request, _ context: AppContext) async throws -> Response {
    let atlas = try await services.cities.atlas()
    let wanted = context.parameters.get("city").map { ID<City>(rawValue: $0) }
    let city = wanted.flatMap { atlas.city($0) }
    guard wanted == nil || city != nil else { throw StoreError.notFound }
    let feed = NewsFeed(
      items: try await NewsStore(services.database).news(of: city?.id).map {
        NewsFeed.Item($0, in: atlas)
      }, city: city,
      texts: services.catalogue.texts(for: context.language), base: services.site(of: request),
      installation: services.settings.installation)
    return text(feed.feed.text, type: "application/atom+xml; charset=utf-8", isShared: true)
  }

  private func text(_ text: String, type: String, isShared: Bool) -> Response {
    var headers = HTTPFields()
    headers[.contentType] = type
    headers[.cacheControl] = isShared ? "public, max-age=300" : "private, no-store"
    return Response(
      status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}

extension NewsFeed.Item {
  init(_ item: NewsItem, in atlas: Atlas) {
    let matter: Matter =
      switch item.matter {
      case .plan(let plan, let version):
        .plan(plan, version: version, city: atlas.city(plan.city)?.name)
      case .decision(let decision): .decision(decision)
      case .practice(let practice): .practice(practice)
      }
    self.init(matter: matter, at: item.at)
  }
}

extension Services {
  /// A plan with what its city has and measures, as far as the viewer may read it.
  ///
  /// - Parameter viewer: The public gets what is published and nothing else.
  func sheets(
    of document: PlanDocument, in language: Language, for viewer: Viewer
  ) async throws -> PlanSheets {
    let city = document.city.id
    let isPublic = !viewer.may(.readWorking, .city(city))
    let register = try await register.register(of: city, for: viewer)
    var values: [(indicator: CityIndicator, values: [IndicatorValue])] = []
    for indicator in register.indicators where indicator.formula == nil {
      values.append((indicator, try await indicators.values(of: indicator)))
    }
    return PlanSheets(
      document: document, register: register, values: values, atlas: try await cities.atlas(),
      texts: catalogue.texts(for: language), today: today(in: document.city), isPublic: isPublic,
      feeds: try await sources.sources(of: city).map(\.source))
  }
}
