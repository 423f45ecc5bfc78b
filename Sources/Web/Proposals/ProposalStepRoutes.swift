import Civic
import Exact
import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import Store

/// One proposal: read, supported, and what the city does about it.
struct ProposalStepRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    let base = "/cities/:city/proposals/:proposal"
    routes.get("\(base)", use: show)
    routes.get("\(base)/picture", use: picture)
    routes.post("\(base)/support", use: support)
    routes.post("\(base)/moderation", use: moderate)
    routes.post("\(base)/merger", use: merge)
    routes.post("\(base)/answer", use: answer)
  }

  private struct Found {
    let city: City
    let round: ProposalRound
    let proposal: Proposal
  }

  private var desk: ParticipationDesk { ParticipationDesk(services: services) }

  /// A proposal that is shown, or any for those who look after it.
  private func found(_ context: AppContext) async throws -> Found {
    let id = ID<City>(rawValue: try context.parameters.require("city"))
    let proposal = try await services.proposals.proposal(
      ID(rawValue: try context.parameters.require("proposal")))
    let round = try await services.register.entry(proposal.round, for: context.viewer)
    guard round.city == id, let city = try await services.cities.atlas().city(id),
      proposal.isShown || context.viewer.may(.manageCity, .city(id))
    else { throw StoreError.notFound }
    return Found(city: city, round: round, proposal: proposal)
  }

  private func page(
    _ request: Request, _ context: AppContext, input: FormInput = FormInput([]),
    problems: [FieldProblem] = []
  ) async throws -> Response {
    let found = try await found(context)
    let all = try await services.proposals.proposals(of: found.round.id)
    let isOurs = context.viewer.may(.manageCity, .city(found.city.id))
    let subject = found.round.participation
    var isSupported: Bool?
    if let token = try await desk.token(request, in: subject) {
      let mine = try await services.proposals.mine(
        token.participation(in: subject), in: found.round)
      isSupported = mine.supported.contains(found.proposal.id)
    }
    let plan = try await services.plans.workingPlans(for: context.viewer).map(\.plan).first {
      $0.city == found.city.id && $0.phase.isOpen && context.viewer.may(.editContent, .plan($0))
    }
    let page = ProposalPage(
      frame: try await services.frame(
        context, at: .proposal(found.proposal.id, of: found.city.id), in: found.city),
      city: found.city, round: found.round, proposal: found.proposal,
      all: all.filter { $0.isShown || isOurs },
      supporters: try await services.proposals.supporters(of: found.round.id)[found.proposal.id]
        ?? 0,
      isSupported: isSupported, plan: plan, actions: try await actions(found, context),
      input: input, problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  /// The actions that came of a proposal.
  private func actions(_ found: Found, _ context: AppContext) async throws -> [ProposalAction] {
    guard found.proposal.answer?.isAccepted == true else { return [] }
    return try await services.actions(in: found.city, context) {
      $0 == found.proposal.reference
    }.map { $0.action }
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    try await page(request, context)
  }

  @Sendable private func picture(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let found = try await found(context)
    guard found.proposal.picture != nil else { throw StoreError.notFound }
    let (mediaType, bytes) = try await services.proposals.picture(of: found.proposal.id)
    var headers = HTTPFields()
    headers[.contentType] = mediaType
    headers[.contentSecurityPolicy] = "sandbox; default-src 'none'"
    headers[.cacheControl] = "private, no-cache"
    return Response(
      status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// Supports a proposal; whoever has no cookie yet gets one.
  @Sendable private func support(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let found = try await found(context)
    let subject = found.round.participation
    do {
      guard found.round.state(on: services.today(in: found.city)) == .collecting else {
        throw StoreError.invalid([
          FieldFault(field: "", message: Message("problemListenClosed"))
        ])
      }
      let known = try await desk.token(request, in: subject)
      let token: SecretToken
      if let known { token = known } else { token = try await desk.newToken(context, in: subject) }
      try await services.proposals.support(
        found.proposal.id, isOn: input["support"] == "yes", token.participation(in: subject),
        at: services.clock())
      var response = services.redirect(
        context, to: .proposal(found.proposal.id, of: found.city.id),
        notice: Message("noticeSaved"))
      ResidentCookie.set(token, for: subject, in: &response, context)
      return response
    } catch StoreError.invalid(let faults) {
      return try await page(
        request, context,
        problems: faults.map { FieldProblem(field: $0.field, message: $0.message) })
    }
  }

  /// Runs a step of the city and goes back to the proposal, or says there what is wrong.
  private func step(
    _ request: Request, _ context: AppContext,
    _ body: (Proposal, FormInput) async throws -> Void
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let found = try await found(context)
    try context.viewer.require(.manageCity, .city(found.city.id))
    do {
      try await body(found.proposal, input)
    } catch StoreError.invalid(let faults) {
      return try await page(
        request, context, input: input,
        problems: faults.map { FieldProblem(field: $0.field, message: $0.message) })
    }
    return services.redirect(
      context, to: .proposal(found.proposal.id, of: found.city.id),
      notice: Message("noticeSaved"))
  }

  @Sendable private func moderate(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    try await step(request, context) { proposal, input in
      try await services.proposals.moderate(
        proposal.id, isShown: input["decision"] == "show",
        reason: input.text("reason-\(proposal.id.rawValue)"), by: context.viewer,
        at: services.clock())
    }
  }

  @Sendable private func merge(_ request: Request, _ context: AppContext) async throws -> Response {
    try await step(request, context) { proposal, input in
      try await services.proposals.merge(
        proposal.id, into: ID(rawValue: input["into"] ?? ""), by: context.viewer,
        at: services.clock())
    }
  }

  @Sendable private func answer(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    try await step(request, context) { proposal, input in
      guard let accepted = input["accepted"], ["yes", "no"].contains(accepted) else {
        throw StoreError.invalid([
          FieldFault(field: "accepted", message: Message("problemProposalDecision"))
        ])
      }
      try await services.proposals.answer(
        proposal.id, isAccepted: accepted == "yes",
        text: input.text("answer").map {
          Multilingual(String($0.prefix(5000)), in: context.language)
        }, by: context.viewer, at: services.clock())
    }
  }
}

extension Services {
  /// The actions that came of what residents said: of published plans for everybody; where there are
  /// none, of working ones for those who may read them.
  func actions(
    in city: City, _ context: AppContext, cameFrom: (RecordReference) -> Bool
  ) async throws -> [(origin: RecordReference, action: ProposalAction)] {
    var actions: [(origin: RecordReference, action: ProposalAction)] = []
    func add(_ document: PlanDocument, _ edition: Link.PlanEdition) {
      for action in document.actions {
        guard let origin = action.origin, cameFrom(origin) else { continue }
        actions.append((origin, ProposalAction(action, edition: edition)))
      }
    }
    for entry in try await plans.publishedPlans() where entry.city.id == city.id {
      add(try await plans.version(of: entry.plan.id).document, .latest)
    }
    guard actions.isEmpty else { return actions }
    for entry in try await plans.workingPlans(for: context.viewer) where entry.city.id == city.id {
      add(try await plans.workingPlan(entry.plan.id, for: context.viewer), .working)
    }
    return actions
  }
}
