import Civic
import Exact
import Hummingbird
import Pages
import Store

/// What cities learnt: found, read, reviewed, made of pilots.
struct PracticeRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/practices", use: list)
    routes.get("/practices/compared", use: compare)
    routes.get("/practices/:practice", use: show)
    routes.post("/practices/:practice/adoptions", use: adopt)
    routes.get("/plans/:plan/work/challenges/:challenge/practices", use: similar)
    routes.post("/practices/:practice/review", use: review)
    routes.post("/practices/:practice/files", use: upload)
    routes.get("/practices/:practice/files/:file", use: file)
    routes.post("/practices/:practice/files/:file/removal", use: remove)
    routes.post("/cities/:city/pilots/:pilot/practice", use: fromPilot)
  }

  @Sendable private func list(_ request: Request, _ context: AppContext) async throws -> Response {
    let query = request.uri.queryParameters
    let search = PracticeSearch(
      words: String((query["q"].map(String.init) ?? "").prefix(200)),
      outcome: query["outcome"].flatMap { PracticeOutcome(rawValue: String($0)) },
      theme: query["theme"].flatMap { ServiceTheme(rawValue: String($0)) },
      country: query["country"].map(String.init).flatMap { $0.isEmpty ? nil : $0 })
    let page = PracticesPage(
      frame: try await services.frame(context, at: .practices),
      atlas: try await services.cities.atlas(),
      practices: try await services.practices.practices(for: context.viewer), search: search)
    return services.page(page.html)
  }

  func page(
    _ context: AppContext, problems: [Message] = [], fields: [FieldProblem] = [],
    input: FormInput = FormInput([])
  ) async throws -> Response {
    let id = ID<Practice>(rawValue: try context.parameters.require("practice"))
    let (practice, adoptions) = try await services.practices.practice(id, for: context.viewer)
    let atlas = try await services.cities.atlas()
    let page = PracticePage(
      frame: try await services.frame(context, at: .practice(id)), atlas: atlas,
      practice: practice, adoptions: adoptions,
      cities: atlas.cities.filter {
        context.viewer.cities.contains($0.id) && context.viewer.may(.editContent, .city($0.id))
      },
      offers: try await offers(practice, context),
      files: try await services.practices.files(of: id, for: context.viewer), problems: problems,
      fields: fields, input: input)
    let isFine = problems.isEmpty && fields.isEmpty
    return services.page(page.html, status: isFine ? .ok : .unprocessableContent)
  }

  /// The plans of the reader's own cities in which the practice can become an action.
  private func offers(
    _ practice: Practice, _ context: AppContext
  ) async throws -> [PracticePage.Offer] {
    guard !context.viewer.cities.isEmpty else { return [] }
    let plans = try await services.plans.workingPlans(for: context.viewer).map(\.plan).filter {
      context.viewer.cities.contains($0.city) && $0.city != practice.city && $0.phase.isOpen
        && context.viewer.may(.editContent, .plan($0))
    }
    var offers: [PracticePage.Offer] = []
    for plan in plans {
      offers.append(
        PracticePage.Offer(
          try await services.plans.workingPlan(plan.id, for: context.viewer)))
    }
    return offers
  }

  /// One press: the practice is an action of the plan, with what is changed.
  @Sendable private func adopt(_ request: Request, _ context: AppContext) async throws -> Response {
    let input = try await services.form(request, context).input
    let id = ID<Practice>(rawValue: try context.parameters.require("practice"))
    let practice = try await services.practices.practice(id, for: context.viewer).practice
    let plan = input["plan"] ?? ""
    let document = try await services.plans.workingPlan(
      ID(rawValue: plan), for: context.viewer)
    let name = input.text("name-\(plan)") ?? ""
    let changed = input.text("changed-\(plan)")
    guard !name.isEmpty, name.count <= 300, (changed ?? "").count <= 5000 else {
      let problem = name.isEmpty ? Message("problemTitle") : Message("adoptionTooLong")
      return try await page(context, problems: [problem], input: input)
    }
    let wish = AdoptedAction.Wish(
      name: name, changed: changed,
      objective: input.text("objective-\(plan)").map { ID(rawValue: $0) },
      isPublic: input["isPublic-\(plan)"] != nil)
    let made = AdoptedAction(
      of: practice, in: document, wish: wish, language: context.language,
      ids: (services.id(), services.id()), today: services.clock().day)
    do {
      try await services.practices.adopt(
        made.adoption, as: made.action, by: context.viewer, at: services.clock())
    } catch StoreError.invalid(let faults) {
      return try await page(context, problems: faults.map(\.message), input: input)
    }
    return services.redirect(
      context, to: .action(made.action.id, of: document.plan.id, .working),
      notice: Message("noticeAdopted"))
  }

  @Sendable private func compare(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    var chosen: [ID<Practice>] = []
    for (name, value) in request.uri.queryParameters where name == "p" {
      let id = ID<Practice>(rawValue: String(value))
      if !chosen.contains(id) { chosen.append(id) }
    }
    let all = try await services.practices.practices(for: context.viewer)
    let practices = chosen.compactMap { id in all.first { $0.id == id } }
    let atlas = try await services.cities.atlas()
    guard PracticeComparisonPage.range.contains(practices.count), practices.count == chosen.count
    else {
      let page = PracticesPage(
        frame: try await services.frame(context, at: .practices), atlas: atlas, practices: all,
        search: PracticeSearch(), chosen: chosen)
      return services.page(page.html, status: .unprocessableContent)
    }
    let page = PracticeComparisonPage(
      frame: try await services.frame(context, at: .practiceComparison), atlas: atlas,
      practices: practices, adoptions: try await services.practices.adoptions(for: context.viewer))
    return services.page(page.html)
  }

  @Sendable private func similar(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let document = try await services.workingPlan(context)
    let id = try context.parameters.require("challenge")
    guard let challenge = document.challenges.first(where: { $0.id.rawValue == id }) else {
      throw StoreError.notFound
    }
    let topic = ChallengeTopic(challenge, actions: document.actions(answering: challenge.id))
    let others = try await services.practices.practices(for: context.viewer)
      .filter { $0.city != document.plan.city }
    let page = SimilarPracticesPage(
      frame: try await services.frame(
        context, at: .similarPractices(challenge.id, of: document.plan.id)),
      atlas: try await services.cities.atlas(), document: document, challenge: challenge,
      found: PracticeLikeness.ranked(others, like: topic),
      adoptions: try await services.practices.adoptions(for: context.viewer))
    return services.page(page.html)
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    try await page(context)
  }

  @Sendable private func review(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    _ = try await services.form(request, context)
    let id = ID<Practice>(rawValue: try context.parameters.require("practice"))
    do {
      try await services.practices.review(id, by: context.viewer, at: services.clock())
    } catch StoreError.invalid(let faults) {
      return try await page(context, problems: faults.map(\.message))
    }
    return services.redirect(context, to: .practice(id), notice: Message("noticeSaved"))
  }

  /// A pilot that has ended becomes a draft, whether it worked or not.
  @Sendable private func fromPilot(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    _ = try await services.form(request, context)
    let city = ID<City>(rawValue: try context.parameters.require("city"))
    let pilot = try await services.register.entry(
      ID<Pilot>(rawValue: try context.parameters.require("pilot")), for: context.viewer)
    guard pilot.city == city, pilot.result != nil else { throw StoreError.notFound }
    let practice = Practice(from: pilot, id: services.id())
    try await services.register.add(
      [practice], batch: nil, by: context.viewer, at: services.clock())
    return services.redirect(
      context, to: .fact(RecordReference(practice)), notice: Message("noticePracticeDraft"))
  }
}
