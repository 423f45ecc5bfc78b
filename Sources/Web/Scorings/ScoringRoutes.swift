import Civic
import Exact
import Exchange
import Hummingbird
import Pages
import Store

/// Rounds in which people judge a plan's actions together: set up, opened, closed, accepted.
struct ScoringRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    let base = "/plans/:plan/decide"
    routes.get("\(base)", use: list)
    routes.get("\(base)/new", use: new)
    routes.post("\(base)/new", use: create)
    routes.get("\(base)/:round", use: show)
    routes.get("\(base)/:round/settings", use: settings)
    routes.post("\(base)/:round/settings", use: saveSettings)
    routes.post("\(base)/:round/opening", use: open)
    routes.post("\(base)/:round/closing", use: close)
    routes.post("\(base)/:round/again", use: again)
    ScoringSheetRoutes(services: services).add(to: routes)
    ScoringResultRoutes(services: services).add(to: routes)
  }

  @Sendable private func list(_ request: Request, _ context: AppContext) async throws -> Response {
    let document = try await services.workingPlan(context)
    let plan = document.plan.id
    let page = DecidePage(
      frame: try await services.frame(context, at: .decide(plan)), document: document,
      rounds: try await services.scorings.rounds(of: plan, for: context.viewer))
    return services.page(page.html)
  }

  // MARK: Setting up

  private func settingsPage(
    _ context: AppContext, _ document: PlanDocument, _ round: ScoringRound, isNew: Bool,
    input: FormInput? = nil, problems: [FieldProblem] = []
  ) async throws -> Response {
    let plan = document.plan.id
    let link: Link = isNew ? .newRound(of: plan) : .round(round.id, of: plan, .settings)
    let page = RoundSettingsPage(
      frame: try await services.frame(context, at: link), document: document, round: round,
      isNew: isNew,
      candidates: try await services.scorings.candidates(
        for: document.plan, by: context.viewer, at: services.clock()),
      input: input, problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func new(_ request: Request, _ context: AppContext) async throws -> Response {
    let document = try await services.workingPlan(context)
    let round = ScoringRound(id: services.id(), plan: document.plan.id, name: "")
    return try await settingsPage(context, document, round, isNew: true)
  }

  /// What was typed, or the page with what is wrong.
  private func read(
    _ input: FormInput, into draft: ScoringRound, _ document: PlanDocument, _ context: AppContext
  ) async throws -> (ScoringRound, [FieldProblem]) {
    let people = try await services.scorings.candidates(
      for: document.plan, by: context.viewer, at: services.clock())
    return RoundForm(
      document: document, texts: services.catalogue.texts(for: context.language),
      candidates: people.map(\.id)
    ).read(input, into: draft)
  }

  @Sendable private func create(_ request: Request, _ context: AppContext) async throws -> Response
  {
    let document = try await services.workingPlan(context)
    let input = try await services.form(request, context).input
    let plan = document.plan.id
    let given = input["id"] ?? ""
    // The identifier comes with the form, so that sending it twice makes one round.
    let id: ID<ScoringRound> =
      given.count == 20 && given.allSatisfy({ $0.isASCII && ($0.isNumber || $0.isLowercase) })
      ? ID(rawValue: given) : services.id()
    var draft = ScoringRound(id: id, plan: plan, name: "")
    draft.seed = Int.random(in: 1...1_000_000_000)
    let (round, problems) = try await read(input, into: draft, document, context)
    guard problems.isEmpty else {
      return try await settingsPage(
        context, document, round, isNew: true, input: input, problems: problems)
    }
    let known = try await services.scorings.rounds(of: plan, for: context.viewer)
    if !known.contains(where: { $0.id == id }) {
      _ = try await services.scorings.save(
        round, editedFrom: nil, by: context.viewer, at: services.clock())
    }
    return services.redirect(
      context, to: .round(id, of: plan), notice: Message("noticeRoundSaved"))
  }

  @Sendable private func settings(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let found = try await services.round(context)
    guard found.round.phase == .draft else { throw ScoringError.wrongPhase(found.round.phase) }
    return try await settingsPage(context, found.document, found.round, isNew: false)
  }

  @Sendable private func saveSettings(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let found = try await services.round(context)
    let input = try await services.form(request, context).input
    let (round, problems) = try await read(input, into: found.round, found.document, context)
    guard problems.isEmpty else {
      return try await settingsPage(
        context, found.document, round, isNew: false, input: input, problems: problems)
    }
    let revision = input["revision"].flatMap(Int.init) ?? 0
    let saved = try await services.scorings.save(
      round, editedFrom: revision, by: context.viewer, at: services.clock())
    guard saved != nil else {
      return try await settingsPage(
        context, found.document, found.round, isNew: false,
        problems: [FieldProblem(field: "name", message: Message("scoringConflict"))])
    }
    return services.redirect(
      context, to: .round(round.id, of: round.plan), notice: Message("noticeRoundSaved"))
  }

  // MARK: Steps

  private func page(_ context: AppContext, problem: Message? = nil) async throws -> Response {
    let found = try await services.round(context)
    let link = Link.round(found.round.id, of: found.round.plan)
    let page = RoundPage(
      frame: try await services.frame(context, at: link), document: found.document,
      round: found.round, names: found.names, submitted: found.submitted, own: found.own,
      showsOthers: found.round.showsOthers(to: context.viewer, own: found.own), problem: problem)
    return services.page(page.html, status: problem == nil ? .ok : .conflict)
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    try await page(context)
  }

  /// Takes a step; what stands against it is said on the round's page.
  private func step(
    _ request: Request, _ context: AppContext, _ notice: String,
    _ body: (ID<ScoringRound>, ID<Plan>) async throws -> Void
  ) async throws -> Response {
    _ = try await services.form(request, context)
    let (round, plan) = try services.roundAddress(context)
    do {
      try await body(round, plan)
    } catch let error as ScoringError {
      return try await page(context, problem: error.message)
    }
    return services.redirect(context, to: .round(round, of: plan), notice: Message(notice))
  }

  @Sendable private func open(_ request: Request, _ context: AppContext) async throws -> Response {
    try await step(request, context, "noticeScoringOpened") { round, plan in
      try await services.scorings.open(
        round, of: plan, by: context.viewer, at: services.clock())
    }
  }

  @Sendable private func close(_ request: Request, _ context: AppContext) async throws -> Response {
    try await step(request, context, "noticeScoringClosed") { round, plan in
      try await services.scorings.close(
        round, of: plan, by: context.viewer, at: services.clock())
    }
  }

  @Sendable private func again(_ request: Request, _ context: AppContext) async throws -> Response {
    try await step(request, context, "noticeScoringAgain") { round, plan in
      try await services.scorings.reopen(
        round, of: plan, by: context.viewer, at: services.clock())
    }
  }
}

extension Services {
  func roundAddress(_ context: AppContext) throws -> (ID<ScoringRound>, ID<Plan>) {
    (
      ID(rawValue: try context.parameters.require("round")),
      ID(rawValue: try context.parameters.require("plan"))
    )
  }

  /// The round that the address names, as the viewer may see it.
  func round(_ context: AppContext) async throws -> ScoringStore.Found {
    guard context.viewer.account != nil else { throw AccessError.refused(.readWorking) }
    let (round, plan) = try roundAddress(context)
    return try await scorings.round(round, of: plan, for: context.viewer)
  }
}
