import Civic
import Exact
import Exchange
import HTTPTypes
import Hummingbird
import Pages
import Store

/// What residents are asked: making, opening and closing a vote, and what everybody can read of it.
struct ConsultationRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    VotingRoutes(services: services).add(to: routes)
    VoterRegisterRoutes(services: services).add(to: routes)
    PaperRoutes(services: services).add(to: routes)
    consultationEditor.add(to: routes, at: "/facts/\(Consultation.entityName)")
    projectEditor.add(to: routes, at: "/facts/\(VoteProject.entityName)")
    routes.get("/consultations", use: list)
    routes.get("/cities/:city/consultations", use: listOfCity)
    routes.get("/consultations/:consultation", use: show)
    routes.post("/consultations/:consultation/opening", use: open)
    routes.post("/consultations/:consultation/closure", use: close)
    routes.get("/consultations/:consultation/rules.json", use: rules)
    routes.get("/consultations/:consultation/result", use: result)
    routes.get("/consultations/:consultation/election.pb", use: election)
    routes.get("/consultations/:consultation/trust", use: trust)
    routes.post("/consultations/:consultation/action", use: makeAction)
    routes.post("/vote-projects/:project/removal", use: removeProject)
  }

  var consultationEditor: FactEditor<Consultation> {
    FactEditor(
      services: services,
      find: { id, context in
        try await services.consultations.consultation(id, for: context.viewer).consultation
      }, city: { record, parent in record?.city ?? parent.map { ID(rawValue: $0) } },
      prepare: { form, vote, parent, context in
        let city = vote?.city ?? parent.map { ID(rawValue: $0) }
        if let vote { form.count(in: vote.currency) }
        form.plans = try await services.plans.workingPlans(for: context.viewer).map(\.plan)
          .filter { $0.city == city && context.viewer.may(.readWorking, .plan($0)) }
      })
  }

  var projectEditor: FactEditor<VoteProject> {
    FactEditor(
      services: services,
      find: { id, context in
        try await services.consultations.project(id, for: context.viewer)
      }, city: { record, parent in record?.city ?? VoteProject.parents(parent)?.city },
      prepare: { form, project, parent, context in
        guard let id = project?.consultation ?? VoteProject.parents(parent)?.consultation else {
          return
        }
        do {
          let vote = try await services.consultations.consultation(id, for: context.viewer)
          form.count(in: vote.consultation.currency)
        } catch StoreError.notFound {
          // Whoever may not know of the vote is refused when the project is looked at.
        }
      })
  }

  @Sendable private func list(_ request: Request, _ context: AppContext) async throws -> Response {
    let page = ConsultationsPage(
      frame: try await services.frame(context, at: .consultations),
      atlas: try await services.cities.atlas(), city: nil,
      consultations: try await services.consultations.consultations(for: context.viewer))
    return services.page(page.html)
  }

  @Sendable private func listOfCity(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let id = ID<City>(rawValue: try context.parameters.require("city"))
    let atlas = try await services.cities.atlas()
    guard let city = atlas.city(id) else { throw StoreError.notFound }
    let page = ConsultationsPage(
      frame: try await services.frame(context, at: .consultations(of: id), in: city), atlas: atlas,
      city: city,
      consultations: try await services.consultations.consultations(of: id, for: context.viewer))
    return services.page(page.html)
  }

  private func page(_ context: AppContext, problems: [Message] = []) async throws -> Response {
    let id = try services.consultationID(context)
    let (consultation, projects) = try await services.consultations.consultation(
      id, for: context.viewer)
    guard let city = try await services.cities.atlas().city(consultation.city) else {
      throw StoreError.notFound
    }
    let page = ConsultationPage(
      frame: try await services.frame(context, at: .consultation(id), in: city), city: city,
      consultation: consultation, projects: projects, problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    try await page(context)
  }

  @Sendable private func open(_ request: Request, _ context: AppContext) async throws -> Response {
    _ = try await services.form(request, context)
    let id = try services.consultationID(context)
    do {
      try await services.openVote(id, by: context.viewer)
    } catch ConsultationError.incomplete(let missing) {
      return try await page(context, problems: missing)
    } catch ConsultationError.uncountable {
      return try await page(context, problems: [ConsultationError.uncountable.message])
    }
    return services.redirect(context, to: .consultation(id), notice: Message("noticeVoteOpened"))
  }

  /// After a failure the same button goes on where it stopped.
  @Sendable private func close(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    _ = try await services.form(request, context)
    let id = try services.consultationID(context)
    do {
      try await services.closeVote(id, by: context.viewer)
    } catch let error as ConsultationError {
      if case .wrongPhase = error { throw error }
      return try await page(context, problems: [error.message])
    }
    return services.redirect(
      context, to: .consultation(id, .result), notice: Message("noticeVoteClosed"))
  }

  /// The rules as they were fixed, byte for byte.
  @Sendable private func rules(_ request: Request, _ context: AppContext) async throws -> Response {
    let open = try await services.votes.open(try services.consultationID(context))
    return services.download(open.bytes, type: "application/json", name: "rules.json")
  }

  private func counted(
    _ context: AppContext, at part: Link.ConsultationPart
  ) async throws -> (VotingFrame, BudgetVoteResult) {
    let (voting, consultation, rules) = try await services.voting(context, at: part)
    guard consultation.phase == .closed, let id = consultation.decision,
      let result = BudgetVoteResult(
        try await services.decisions.decision(id).decision, rules: rules)
    else { throw StoreError.notFound }
    return (voting, result)
  }

  @Sendable private func result(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let (voting, result) = try await counted(context, at: .result)
    let city = result.rules.city
    let mayEdit = context.viewer.may(.editContent, .city(city))
    let page = VoteResultPage(
      voting, result: result,
      actions: try await shownActions(of: result.rules, context),
      plans: mayEdit ? try await openPlans(of: city, context) : [])
    return services.page(page.html)
  }

  /// The plans that a funded project can become an action of, with their objectives.
  private func openPlans(
    of city: ID<City>, _ context: AppContext
  ) async throws -> [VoteResultPage.OpenPlan] {
    var open: [VoteResultPage.OpenPlan] = []
    for entry in try await services.plans.workingPlans(for: context.viewer)
    where entry.city.id == city && entry.plan.phase.isOpen
      && context.viewer.may(.editContent, .plan(entry.plan))
    {
      let document = try await services.plans.workingPlan(entry.plan.id, for: context.viewer)
      open.append(VoteResultPage.OpenPlan(document))
    }
    return open
  }

  /// What projects became: as published, or the working state for those who may read it.
  private func shownActions(
    of rules: BudgetVoteRules, _ context: AppContext
  ) async throws -> [ProjectAction] {
    let mayRead = context.viewer.may(.readWorking, .city(rules.city))
    var shown: [ProjectAction] = []
    for (project, action) in try await services.consultations.actions(
      of: rules.consultation, for: context.viewer)
    {
      if let published = try await publishedAction(action) {
        shown.append(ProjectAction(project: project, action: published, edition: .latest))
      } else if mayRead {
        shown.append(ProjectAction(project: project, action: action, edition: .working))
      }
    }
    return shown
  }

  private func publishedAction(_ action: Action) async throws -> Action? {
    do {
      return try await services.plans.version(of: action.plan).document.action(action.id)
    } catch StoreError.notFound {
      return nil
    }
  }

  @Sendable private func election(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let (_, result) = try await counted(context, at: .election)
    let inputs = try await services.decisions.inputs(of: result.decision.id)
    guard let bytes = inputs[BudgetVoteCount.electionName] else { throw StoreError.notFound }
    return services.download(bytes, type: "text/plain; charset=utf-8", name: "election.pb")
  }

  @Sendable private func trust(_ request: Request, _ context: AppContext) async throws -> Response {
    let (voting, consultation, _) = try await services.voting(context, at: .trust)
    let changes = try await services.consultations.registerChanges(of: consultation.id)
    let signals =
      context.viewer.may(.editContent, .city(consultation.city))
      ? try await services.consultations.signals(of: consultation.id, for: context.viewer) : []
    return services.page(
      TrustPage(voting, changes: changes, signals: signals).html)
  }

  /// A funded project becomes an action of a plan, which says where it came from.
  @Sendable private func makeAction(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let (_, result) = try await counted(context, at: .result)
    guard let project = input["project"],
      let entry = result.winners.first(where: { $0.project.id.rawValue == project }),
      let place = input["plan-\(entry.project.number)"].flatMap(VoteResultPage.place)
    else { throw StoreError.notFound }
    let made = try await services.consultations.makeAction(
      of: entry.project, under: result.rules, at: place, ids: (services.id(), services.id()),
      by: context.viewer, at: services.clock())
    return services.redirect(
      context, to: .record(RecordReference(made.action), of: made.action.plan),
      notice: Message(made.hasCost ? "noticeSaved" : "noticeFundedActionNoCost"))
  }

  @Sendable private func removeProject(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    _ = try await services.form(request, context)
    let id = ID<VoteProject>(rawValue: try context.parameters.require("project"))
    let project = try await services.consultations.project(id, for: context.viewer)
    try await services.consultations.remove(id, by: context.viewer, at: services.clock())
    return services.redirect(
      context, to: .consultation(project.consultation), notice: Message("noticeSaved"))
  }
}
