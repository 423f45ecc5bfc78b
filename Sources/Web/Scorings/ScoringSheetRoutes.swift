import Civic
import Exact
import Hummingbird
import Pages
import Store

/// One's own sheet, and what others said once it may be seen.
struct ScoringSheetRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    let base = "/plans/:plan/decide/:round"
    routes.get("\(base)/scores/:criterion", use: scores)
    routes.post("\(base)/scores/:criterion", use: saveScores)
    routes.get("\(base)/weights", use: weights)
    routes.post("\(base)/weights", use: saveWeights)
    routes.post("\(base)/submission", use: submit)
    routes.get("\(base)/spread", use: spread)
  }

  /// The round, if the viewer may write into their sheet now.
  private func open(_ context: AppContext) async throws -> ScoringStore.Found {
    try services.openSheet(try await services.round(context), for: context.viewer)
  }

  /// The sheet to go on from: in the second stage what was said in the first.
  private func sheet(_ found: ScoringStore.Found, _ context: AppContext) -> ScoringSheet? {
    found.own ?? found.visible.last { $0.account == context.viewer.account }
  }

  private func criterion(
    _ context: AppContext, in round: ScoringRound
  ) throws -> ScoringCriterion {
    let id = try context.parameters.require("criterion")
    guard let criterion = round.judged.first(where: { $0.id == id }) else {
      throw StoreError.notFound
    }
    return criterion
  }

  private func scorePage(
    _ context: AppContext, _ found: ScoringStore.Found, input: FormInput? = nil,
    problems: [FieldProblem] = []
  ) async throws -> Response {
    let criterion = try criterion(context, in: found.round)
    let link = Link.scores(by: criterion.id, in: found.round.id, of: found.round.plan)
    let page = ScorePage(
      frame: try await services.frame(context, at: link), document: found.document,
      round: found.round, criterion: criterion, own: sheet(found, context), input: input,
      problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func scores(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    try await scorePage(context, try await open(context))
  }

  @Sendable private func saveScores(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let found = try await open(context)
    let round = found.round
    let criterion = try criterion(context, in: round)
    let (scores, problems) = ScoreForm(
      criterion: criterion, texts: services.catalogue.texts(for: context.language)
    ).read(input, actions: round.actions)
    guard problems.isEmpty else {
      return try await scorePage(context, found, input: input, problems: problems)
    }
    try await services.scorings.write(in: round.id, of: round.plan, by: context.viewer) {
      $0.take(scores, by: criterion.id)
    }
    let next = round.judged.drop { $0.id != criterion.id }.dropFirst().first
    let link =
      next.map { Link.scores(by: $0.id, in: round.id, of: round.plan) }
      ?? .round(round.id, of: round.plan, .weights)
    return services.redirect(context, to: link, notice: Message("noticeScoresSaved"))
  }

  private func weightsPage(
    _ context: AppContext, _ found: ScoringStore.Found, kind: WeightKind?,
    input: FormInput? = nil, problems: [FieldProblem] = []
  ) async throws -> Response {
    let link = Link.round(found.round.id, of: found.round.plan, .weights)
    let page = WeightsPage(
      frame: try await services.frame(context, at: link), document: found.document,
      round: found.round, own: sheet(found, context), kind: kind, input: input,
      problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func weights(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let kind = request.uri.queryParameters["kind"].flatMap { WeightKind(rawValue: String($0)) }
    return try await weightsPage(context, try await open(context), kind: kind)
  }

  @Sendable private func saveWeights(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let found = try await open(context)
    let round = found.round
    let (weights, problems) = WeightsForm(
      round: round, texts: services.catalogue.texts(for: context.language)
    ).read(input)
    guard problems.isEmpty else {
      return try await weightsPage(
        context, found, kind: weights.kind, input: input, problems: problems)
    }
    try await services.scorings.write(in: round.id, of: round.plan, by: context.viewer) {
      $0.weights = weights
    }
    let back: Link =
      weights.kind == .bestWorst || weights.kind == .pairwise
      ? .round(round.id, of: round.plan, .weights) : .round(round.id, of: round.plan)
    return services.redirect(context, to: back, notice: Message("noticeWeightsSaved"))
  }

  @Sendable private func submit(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    _ = try await services.form(request, context)
    let (round, plan) = try services.roundAddress(context)
    try await services.scorings.submit(
      in: round, of: plan, by: context.viewer, at: services.clock())
    return services.redirect(
      context, to: .round(round, of: plan), notice: Message("noticeScoresSubmitted"))
  }

  @Sendable private func spread(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let found = try await services.round(context)
    // Nothing of others is seen by those who have not said what they think themselves.
    guard found.round.showsOthers(to: context.viewer, own: found.own) || found.round.phase == .again
    else { throw ScoringError.wrongPhase(found.round.phase) }
    let page = SpreadPage(
      frame: try await services.frame(
        context, at: .round(found.round.id, of: found.round.plan, .spread)),
      document: found.document, round: found.round, sheets: found.counted, names: found.names)
    return services.page(page.html)
  }
}

extension Services {
  /// - Throws: `ScoringError` unless the viewer may write into their sheet of the round now.
  func openSheet(
    _ found: ScoringStore.Found, for viewer: Viewer
  ) throws -> ScoringStore.Found {
    guard found.round.isMember(viewer) else { throw ScoringError.notMember }
    guard found.round.phase.isOpen else { throw ScoringError.wrongPhase(found.round.phase) }
    guard found.own?.submittedAt == nil else { throw ScoringError.alreadySubmitted }
    return found
  }
}
