import Civic
import Exact
import Hummingbird
import Pages
import Store

/// What a city measures, and how its enterprises do.
struct IndicatorRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/cities/:city/indicators", use: overview)
    routes.get("/cities/:city/indicators/:indicator", use: indicator)
    routes.post("/cities/:city/indicators/:indicator/values", use: addValue)
    routes.get("/cities/:city/enterprises", use: enterprises)
    routes.get("/cities/:city/enterprises/:enterprise", use: enterprise)
    routes.get("/cities/:city/enterprises/:enterprise/reports/:quarter", use: report)
  }

  private func city(_ context: AppContext) async throws -> (City, Atlas) {
    let id = ID<City>(rawValue: try context.parameters.require("city"))
    let atlas = try await services.cities.atlas()
    guard let city = atlas.city(id) else { throw StoreError.notFound }
    return (city, atlas)
  }

  private func board(
    of city: City, _ context: AppContext, on day: Day? = nil
  ) async throws -> IndicatorBoard {
    try await services.indicators.board(
      of: city.id, for: context.viewer, today: day ?? services.clock().day)
  }

  @Sendable private func overview(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let (city, atlas) = try await city(context)
    let page = IndicatorsPage(
      frame: try await services.frame(context, at: .indicators(of: city.id)), city: city,
      atlas: atlas, board: try await board(of: city, context))
    return services.page(page.html)
  }

  /// The page of one indicator, with what was typed and is wrong where a value was refused.
  private func page(
    _ context: AppContext, input: FormInput = FormInput([]), problems: [FieldProblem] = []
  ) async throws -> Response {
    let (city, atlas) = try await city(context)
    let board = try await board(of: city, context)
    let id = ID<CityIndicator>(rawValue: try context.parameters.require("indicator"))
    guard let reading = board[id] else { throw StoreError.notFound }
    var content = IndicatorPage.Content()
    content.values = try await services.indicators.values(of: reading.indicator)
    content.past = try await services.indicators.past(of: reading.indicator, for: context.viewer)
    let register = try await services.register.register(of: city.id, for: context.viewer)
    content.corrections = register.corrections.filter { $0.indicator == id }
    if let last = reading.points.last {
      content.peers = try await services.indicators.comparable(
        with: reading.indicator, in: last.period)
    }
    if let feed = reading.indicator.feed {
      content.source = try await services.sources.source(feed).source
    }
    for entry in try await services.plans.publishedPlans() where entry.plan.city == city.id {
      let document = try await services.plans.version(of: entry.plan.id).document
      content.uses += IndicatorPage.Use.all(of: id, in: document)
    }
    content.plan = try await services.plans.workingPlans(for: context.viewer).map(\.plan)
      .first { $0.city == city.id && $0.phase.isOpen }
    let page = IndicatorPage(
      frame: try await services.frame(context, at: .indicator(id, of: city.id)), city: city,
      atlas: atlas, board: board, reading: reading, content: content, input: input,
      problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func indicator(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    try await page(context)
  }

  @Sendable private func addValue(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let (city, _) = try await city(context)
    try context.viewer.require(.editContent, .city(city.id))
    let id = ID<CityIndicator>(rawValue: try context.parameters.require("indicator"))
    let texts = services.catalogue.texts(for: context.language)
    var problems: [FieldProblem] = []
    let period = ObservationTime.period(input["period"] ?? "", form: .dayMonthYear)
    let number = input.text("value").flatMap { texts.formats.parseDecimal($0) }
    if number == nil {
      problems.append(
        FieldProblem(
          field: "value",
          message: Message(
            "fieldDecimalWrong", ["example": .number(ExactDecimal(significand: 125, scale: 1))])))
    }
    let part = input.text("part") ?? ""
    let note = input.text("note")
    if part.count > 200 || (note?.count ?? 0) > 1000 {
      problems.append(
        FieldProblem(field: "note", message: Message("fieldTooLong", ["count": .count(1000)])))
    }
    guard problems.isEmpty else { return try await page(context, input: input, problems: problems) }
    let value = IndicatorValue(
      period: period ?? input["period"] ?? "", breakdown: part, value: number,
      quality: input["quality"].flatMap(ValueQuality.init(rawValue:)) ?? .normal, note: note,
      at: services.clock())
    do {
      try await services.indicators.write(
        [value], of: id, by: context.viewer, at: services.clock())
    } catch StoreError.invalid(let faults) {
      let problems = faults.map { FieldProblem(field: $0.field, message: $0.message) }
      return try await page(context, input: input, problems: problems)
    }
    return services.redirect(
      context, to: .indicator(id, of: city.id), notice: Message("noticeSaved"))
  }

  @Sendable private func enterprises(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let (city, atlas) = try await city(context)
    let page = EnterprisesPage(
      frame: try await services.frame(context, at: .enterprises(of: city.id)), city: city,
      atlas: atlas, board: try await board(of: city, context))
    return services.page(page.html)
  }

  private func enterprise(_ context: AppContext, in atlas: Atlas, _ city: City) throws
    -> Organisation
  {
    let id = ID<Organisation>(rawValue: try context.parameters.require("enterprise"))
    let found = atlas.organisations.first { $0.id == id && $0.city == city.id }
    guard let found else { throw StoreError.notFound }
    return found
  }

  @Sendable private func enterprise(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let (city, atlas) = try await city(context)
    let enterprise = try enterprise(context, in: atlas, city)
    let page = EnterprisePage(
      frame: try await services.frame(context, at: .enterprise(enterprise.id, of: city.id)),
      city: city, atlas: atlas, enterprise: enterprise, board: try await board(of: city, context),
      register: try await services.register.register(of: city.id, for: context.viewer))
    return services.page(page.html)
  }

  @Sendable private func report(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let (city, atlas) = try await city(context)
    let enterprise = try enterprise(context, in: atlas, city)
    let quarter = try context.parameters.require("quarter")
    let frequency = ReportingFrequency.quarter
    guard let index = frequency.index(of: quarter) else { throw StoreError.notFound }
    let year = frequency.year(of: index)
    let month = index % 4 * 3 + 3
    guard let end = Day(year: year, month: month, day: 1)?.endOfMonth,
      let start = Day(year: year, month: month - 2, day: 1)
    else { throw StoreError.notFound }
    // As on the first day after the quarter, with what was known to have happened by then.
    let board = try await board(of: city, context, on: end.adding(days: 1)).until(end)
    let register = try await services.register.register(of: city.id, for: context.viewer)
    let mine = Set(
      board.readings.filter { $0.indicator.enterprise == enterprise.id }.map(\.indicator.id))
    let corrections = register.corrections.filter { correction in
      correction.indicator.map(mine.contains) ?? false
        && (correction.start ?? correction.due).map { $0 <= end } ?? true
        && correction.doneOn.map { $0 >= start } ?? true
    }
    let link = Link.enterpriseReport(enterprise.id, of: city.id, quarter: quarter)
    let page = EnterpriseReportPage(
      frame: try await services.frame(context, at: link), city: city, atlas: atlas,
      enterprise: enterprise, quarter: quarter, board: board, corrections: corrections)
    return services.page(page.html)
  }
}
