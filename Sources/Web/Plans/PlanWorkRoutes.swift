import Civic
import Exact
import Hummingbird
import Pages
import Store

/// The working plan: its start page, its own fields, and the steps to the public.
struct PlanWorkRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/plans/new", use: new)
    routes.post("/plans/new", use: create)
    let base = "/plans/:plan/work"
    routes.get("\(base)", use: start)
    for view in Link.PlanView.allCases where view != .overview && view != .changes {
      routes.get("\(base)/\(view.rawValue)", use: self.view(view))
    }
    routes.get("\(base)/changes", use: changes)
    routes.get("\(base)/actions/:action", use: action)
    routes.get("\(base)/settings", use: settings)
    routes.post("\(base)/settings", use: saveSettings)
    routes.get("\(base)/check", use: check)
    routes.get("\(base)/history", use: history)
    PlanPhaseRoutes(services: services).add(to: routes)
  }

  @Sendable private func start(_ request: Request, _ context: AppContext) async throws -> Response {
    let document = try await services.workingPlan(context)
    let plan = document.plan.id
    let comments = try await services.plans.comments(on: plan, for: context.viewer)
    let page = PlanWorkPage(
      frame: try await services.frame(context, at: .plan(plan, .working)), document: document,
      versions: try await services.plans.versions(of: plan),
      openComments: comments.filter { $0.resolvedAt == nil }.count,
      changes: try await changes(of: document.plan, context))
    return services.page(page.html)
  }

  /// The last changes, for those who may read the history.
  private func changes(of plan: Plan, _ context: AppContext) async throws -> [ChangeRecord] {
    guard context.viewer.may(.readHistory, .plan(plan)) else { return [] }
    return try await services.plans.history(of: plan.id, limit: 8, for: context.viewer)
  }

  private func reading(_ document: PlanDocument) async throws -> PlanReading {
    PlanReading(
      document: document, edition: .working, version: nil,
      versions: try await services.plans.versions(of: document.plan.id))
  }

  private func view(
    _ view: Link.PlanView
  ) -> @Sendable (Request, AppContext) async throws -> Response {
    { request, context in
      let document = try await services.workingPlan(context)
      let frame = try await services.frame(context, at: .plan(document.plan.id, .working, view))
      let page = PlanViewPage(
        frame: frame, reading: try await reading(document), view: view,
        filter: ActionFilter(request))
      return services.page(page.html)
    }
  }

  @Sendable private func action(_ request: Request, _ context: AppContext) async throws -> Response
  {
    let document = try await services.workingPlan(context)
    let id = ID<Action>(rawValue: try context.parameters.require("action"))
    guard let action = document.action(id) else { throw StoreError.notFound }
    let frame = try await services.frame(context, at: .action(id, of: document.plan.id, .working))
    var page = ActionPage(
      frame: frame, reading: try await reading(document), action: action,
      trail: try await services.trail(of: action, in: document, context))
    if let origin = action.origin {
      page.vote = try await services.consultations.source(of: origin)
    }
    page.place = try await services.scorings.acceptedRanking(of: action.plan)?.places[id]
    return services.page(page.html)
  }

  @Sendable private func changes(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let document = try await services.workingPlan(context)
    let plan = document.plan.id
    let last = try await services.plans.version(of: plan)
    let page = PlanChangesPage(
      frame: try await services.frame(context, at: .plan(plan, .working, .changes)),
      reading: try await reading(document),
      comparison: PlanComparison(from: last.document, to: document.published()),
      earlier: last.number)
    return services.page(page.html)
  }

  @Sendable private func check(_ request: Request, _ context: AppContext) async throws -> Response {
    let document = try await services.workingPlan(context)
    let frame = try await services.frame(context, at: .planWork(document.plan.id, .check))
    return services.page(CheckPage(frame: frame, document: document).html)
  }

  @Sendable private func history(_ request: Request, _ context: AppContext) async throws -> Response
  {
    let document = try await services.workingPlan(context)
    let changes = try await services.plans.history(of: document.plan.id, for: context.viewer)
    let frame = try await services.frame(context, at: .planWork(document.plan.id, .history))
    let page = HistoryPage(frame: frame, document: document, changes: changes, record: nil)
    return services.page(page.html)
  }

  @Sendable private func settings(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let document = try await services.workingPlan(context)
    let content = request.uri.queryParameters["content"].map(String.init)
    let page = PlanSettingsPage(
      frame: try await services.frame(context, at: .planWork(document.plan.id, .settings)),
      context: try await form(document, context, content: content))
    return services.page(page.html)
  }

  /// A form that can name the networks of the city.
  private func form(
    _ document: PlanDocument, _ context: AppContext, content: String?
  ) async throws -> FormContext {
    var form = services.formContext(document, context, content: content)
    form.atlas = try await services.cities.atlas()
    return form
  }

  @Sendable private func saveSettings(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let document = try await services.workingPlan(context)
    let input = try await services.form(request, context).input
    let form = try await form(document, context, content: input["content"])
    var (plan, problems) = PlanForm.form.read(input, into: document.plan, in: form)
    problems += PlanForm.problems(of: plan)
    let frame = try await services.frame(context, at: .planWork(plan.id, .settings))
    guard problems.isEmpty else {
      let page = PlanSettingsPage(frame: frame, context: form, input: input, problems: problems)
      return services.page(page.html, status: .unprocessableContent)
    }
    let revision = input["revision"].flatMap(Int.init) ?? 0
    switch try await services.plans.save(
      plan, editedFrom: revision, by: context.viewer, at: services.clock())
    {
    case .saved:
      return services.redirect(
        context, to: .plan(plan.id, .working), notice: Message("noticeSaved"))
    case .conflict(let theirs, _):
      let page = PlanSettingsPage(frame: frame, context: form, input: input, theirs: theirs)
      return services.page(page.html, status: .conflict)
    }
  }

  /// The cities for which the viewer may start a plan.
  private func cities(_ context: AppContext) async throws -> [City] {
    guard context.viewer.account != nil else { throw AccessError.refused(.createPlan) }
    let cities = try await services.cities.atlas().cities.filter {
      context.viewer.may(.createPlan, .city($0.id))
    }
    guard !cities.isEmpty else { throw AccessError.refused(.createPlan) }
    return cities
  }

  @Sendable private func new(_ request: Request, _ context: AppContext) async throws -> Response {
    let cities = try await cities(context)
    let document = services.draft(for: cities[0], in: context.language)
    let page = PlanSettingsPage(
      frame: try await services.frame(context, at: .newPlan),
      context: try await form(document, context, content: context.language.rawValue),
      cities: cities)
    return services.page(page.html)
  }

  @Sendable private func create(_ request: Request, _ context: AppContext) async throws -> Response
  {
    let cities = try await cities(context)
    let input = try await services.form(request, context).input
    guard let city = cities.first(where: { $0.id.rawValue == input["city"] }) else {
      throw StoreError.notFound
    }
    let document = services.draft(for: city, in: context.language)
    let language = input["language"].flatMap(Language.init(rawValue:)) ?? context.language
    let form = try await form(document, context, content: language.rawValue)
    var (plan, problems) = PlanForm.form.read(input, into: document.plan, in: form)
    problems += PlanForm.problems(of: plan)
    guard problems.isEmpty else {
      let page = PlanSettingsPage(
        frame: try await services.frame(context, at: .newPlan), context: form, input: input,
        problems: problems, cities: cities)
      return services.page(page.html, status: .unprocessableContent)
    }
    try await services.start(plan, in: city, by: context.viewer)
    return services.redirect(
      context, to: .plan(plan.id, .working), notice: Message("noticePlanStarted"))
  }
}

extension Services {
  /// A plan of a city with nothing written yet.
  func draft(for city: City, in language: Language) -> PlanDocument {
    let year = clock().day.year
    let plan = Plan(
      id: id(), city: city.id, title: Multilingual(original: language, texts: [:]),
      years: (year + 1)...(year + 5))
    return PlanDocument(plan: plan, city: city)
  }

  /// Starts a plan with the sections that every plan has.
  func start(_ plan: Plan, in city: City, by viewer: Viewer) async throws {
    var plan = plan
    plan.isDemonstration = city.isDemonstration
    let sections = SectionKind.allCases.filter { $0 != .text }.enumerated().map { entry in
      PlanSection(id: id(), plan: plan.id, kind: entry.element, position: entry.offset + 1)
    }
    try await plans.create(plan, sections: sections, by: viewer, at: clock())
  }

  /// Publishes an approved plan at the address of its next version.
  func publish(_ plan: ID<Plan>, by viewer: Viewer) async throws -> PlanVersion {
    let site = settings.publicAddress ?? ""
    return try await plans.publish(
      plan, decision: id(),
      address: { site + Link.planFile(of: plan, version: $0).address(in: .english) },
      by: viewer, at: clock())
  }
}
