import Civic
import Exact
import Exchange
import Hummingbird
import Pages
import Store

/// Surveys of a city.
struct SurveyRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    let base = "/cities/:city/surveys/:survey"
    routes.get("\(base)", use: show)
    routes.post("\(base)/participation", use: enter)
    routes.get("\(base)/participation/:token", use: link)
    routes.post("\(base)/participation/:token", use: follow)
    routes.post("\(base)/answers", use: answer)
    routes.get("\(base)/answers.csv", use: file)
    routes.get("\(base)/mine/data.json", use: data)
    routes.post("\(base)/mine/erasure", use: erase)
    routes.post("\(base)/opening", use: open)
    routes.post("\(base)/closing", use: close)
  }

  private func found(_ context: AppContext) async throws -> (City, Survey) {
    let id = ID<City>(rawValue: try context.parameters.require("city"))
    let survey = try await services.register.entry(
      ID<Survey>(rawValue: try context.parameters.require("survey")), for: context.viewer)
    guard survey.city == id, let city = try await services.cities.atlas().city(id) else {
      throw StoreError.notFound
    }
    return (city, survey)
  }

  private var desk: ParticipationDesk { ParticipationDesk(services: services) }

  private func participation(_ city: City, _ survey: Survey) -> Participation {
    Participation(
      subject: survey.participation, name: survey.name, city: city, entry: survey.entry,
      isOpen: survey.state(on: services.today(in: city)).takesVotes,
      link: .survey(survey.id, of: city.id)
    ) { .survey(survey.id, of: city.id, "participation/\($0.text)") }
  }

  private func digest(_ request: Request, _ survey: Survey) async throws -> Digest? {
    try await desk.token(request, in: survey.participation)?
      .participation(in: survey.participation)
  }

  private func page(
    _ request: Request, _ context: AppContext, input: FormInput? = nil,
    problems: [FieldProblem] = []
  ) async throws -> Response {
    let (city, survey) = try await found(context)
    let digest = try await digest(request, survey)
    var answers: [Int: [String]]?
    if let digest { answers = try await services.surveys.answers(of: digest, to: survey) }
    let page = SurveyPage(
      frame: try await services.frame(
        context, at: .survey(survey.id, of: city.id), in: city), city: city,
      survey: survey, takesPart: digest != nil, sendsMail: services.sendsMail, answers: answers,
      result: try await services.surveys.result(of: survey.id), input: input, problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    try await page(request, context)
  }

  /// Runs a step and goes back to the survey, or says there what is wrong.
  private func step(
    _ request: Request, _ context: AppContext, notice: String = "noticeSaved",
    _ body: (City, Survey, FormInput) async throws -> Void
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let (city, survey) = try await found(context)
    do {
      try await body(city, survey, input)
    } catch StoreError.invalid(let faults) {
      return try await page(
        request, context, input: input,
        problems: faults.map { FieldProblem(field: $0.field, message: $0.message) })
    }
    return services.redirect(
      context, to: .survey(survey.id, of: city.id), notice: Message(notice))
  }

  @Sendable private func enter(_ request: Request, _ context: AppContext) async throws -> Response {
    let input = try await services.form(request, context).input
    let (city, survey) = try await found(context)
    do {
      return try await desk.enter(participation(city, survey), input, request, context)
    } catch StoreError.invalid(let faults) {
      return try await page(
        request, context, input: input,
        problems: faults.map { FieldProblem(field: $0.field, message: $0.message) })
    }
  }

  @Sendable private func link(_ request: Request, _ context: AppContext) async throws -> Response {
    let (city, survey) = try await found(context)
    return try await desk.link(participation(city, survey), context)
  }

  @Sendable private func follow(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    _ = try await services.form(request, context)
    let (city, survey) = try await found(context)
    return try await desk.follow(participation(city, survey), context)
  }

  @Sendable private func answer(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let token = try await found(context).1
    guard let digest = try await digest(request, token) else { throw StoreError.notFound }
    return try await step(request, context) { _, survey, input in
      var answers: [Int: [String]] = [:]
      for (place, question) in survey.questions.enumerated() {
        let values =
          question.kind == .words
          ? input.text("q-\(place)").map { [$0] } ?? []
          : input.all("q-\(place)").filter { !$0.isEmpty }
        if !values.isEmpty { answers[place] = values }
      }
      try await services.surveys.answer(
        survey.id, with: answers, digest, at: services.clock())
    }
  }

  @Sendable private func data(_ request: Request, _ context: AppContext) async throws -> Response {
    let (_, survey) = try await found(context)
    guard let digest = try await digest(request, survey) else { throw StoreError.notFound }
    let answers = try await services.surveys.answers(of: digest, to: survey) ?? [:]
    let all: JSONValue = [
      "survey": .string(survey.id.rawValue), "answers": try JSONValue(encoding: answers),
    ]
    return services.download(
      CanonicalJSON.bytes(of: all), type: "application/json", name: "survey.json")
  }

  @Sendable private func erase(_ request: Request, _ context: AppContext) async throws -> Response {
    _ = try await services.form(request, context)
    let (city, survey) = try await found(context)
    guard let digest = try await digest(request, survey) else { throw StoreError.notFound }
    try await services.surveys.erase(digest, in: survey)
    var response = services.redirect(
      context, to: .survey(survey.id, of: city.id), notice: Message("noticeErased"))
    ResidentCookie.clear(survey.participation, in: &response, context)
    return response
  }

  @Sendable private func open(_ request: Request, _ context: AppContext) async throws -> Response {
    try await step(request, context, notice: "noticeListenOpened") { _, survey, _ in
      try await services.surveys.open(survey.id, by: context.viewer, at: services.clock())
    }
  }

  @Sendable private func close(_ request: Request, _ context: AppContext) async throws -> Response {
    try await step(request, context, notice: "noticeListenClosed") { _, survey, _ in
      try await services.surveys.close(survey.id, by: context.viewer, at: services.clock())
    }
  }

  /// All answers, a row a person in an order drawn by lot: for the city's own people.
  @Sendable private func file(_ request: Request, _ context: AppContext) async throws -> Response {
    let (_, survey) = try await found(context)
    let answers = try await services.surveys.allAnswers(to: survey, for: context.viewer)
    let words = { (text: Multilingual) in text.text(for: context.language).text }
    let rows = answers.map { given in
      survey.questions.enumerated().map { place, question -> String in
        let values = given[place] ?? []
        return values.map { value in
          guard let cell = Int(value), question.kind != .words else { return value }
          return question.options.indices.contains(cell)
            ? words(question.options[cell]) : String(cell + 1)
        }.joined(separator: " | ")
      }
    }
    let text = CSVWriter(hasByteOrderMark: true).text(
      [survey.questions.map { words($0.text) }] + rows)
    return services.download(
      Array(text.utf8), type: "text/csv; charset=utf-8", name: "answers.csv")
  }
}
