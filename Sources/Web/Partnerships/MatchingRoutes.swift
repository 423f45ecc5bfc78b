import Civic
import Exact
import Exchange
import Hummingbird
import Matching
import Pages
import Store

/// Matching the cities of a network: for those who look after it.
struct MatchingRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    let base = "/networks/:network/matching"
    routes.get("\(base)", use: show)
    routes.post("\(base)", use: match)
    routes.get("\(base)/:run", use: showRun)
    routes.post("\(base)/:run/proposals", use: propose)
    routes.post("\(base)/:run/publication", use: publish)
  }

  private func network(_ context: AppContext) async throws -> (Network, Atlas) {
    let id = ID<Network>(rawValue: try context.parameters.require("network"))
    let atlas = try await services.cities.atlas()
    guard let network = atlas.network(id) else { throw StoreError.notFound }
    try context.viewer.require(.manageNetwork, .network(id))
    return (network, atlas)
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    try await page(context)
  }

  private func page(
    _ context: AppContext, input: FormInput? = nil, problems: [FieldProblem] = []
  ) async throws -> Response {
    let (network, _) = try await network(context)
    let candidates = try await services.partnerships.candidates(
      of: network.id, for: context.viewer, on: services.clock().day)
    let page = MatchingPage(
      frame: try await services.frame(context, at: .matching(of: network.id)), network: network,
      members: candidates.members, profiles: candidates.profiles,
      partnerships: candidates.partnerships,
      runs: try await services.partnerships.runs(of: network.id, for: context.viewer),
      context: try await services.factContext(context, content: nil), input: input,
      problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func match(_ request: Request, _ context: AppContext) async throws -> Response {
    let input = try await services.form(request, context).input
    let (network, _) = try await network(context)
    let form = try await services.factContext(context, content: nil)
    let (settings, problems) = MatchSettingsForm.form.read(input, into: MatchSettings(), in: form)
    guard problems.isEmpty else {
      return try await page(context, input: input, problems: problems)
    }
    do {
      let run = try await services.match(network, settings, by: context.viewer)
      return services.redirect(context, to: .matchRun(run.id, of: network.id))
    } catch let problem as FieldProblem {
      return try await page(context, input: input, problems: [problem])
    }
  }

  @Sendable private func showRun(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let (network, _) = try await network(context)
    return try await services.matchRunPage(try await run(context, of: network), context)
  }

  private func run(_ context: AppContext, of network: Network) async throws -> MatchRun {
    let id = ID<MatchRun>(rawValue: try context.parameters.require("run"))
    let run = try await services.partnerships.run(id, for: context.viewer)
    guard run.network == network.id else { throw StoreError.notFound }
    return run
  }

  @Sendable private func propose(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let (network, _) = try await network(context)
    let run = try await run(context, of: network)
    let typed = TypedProposal(input, form: "own")
    guard let reason = typed.reason, !typed.cities.isEmpty else {
      let missing = Message(typed.reason == nil ? "problemMatchReason" : "problemMatchCity")
      return try await services.matchRunPage(run, context, problems: [missing], input: input)
    }
    var partnership = Partnership(
      id: services.id(), network: network.id, run: run.id, cities: typed.cities)
    (partnership.isOwn, partnership.reason, partnership.note) = (true, reason, typed.note)
    do {
      try await services.partnerships.propose(
        partnership, by: context.viewer, at: services.clock())
    } catch StoreError.invalid(let faults) {
      return try await services.matchRunPage(
        run, context, problems: faults.map(\.message), input: input)
    }
    return services.redirect(
      context, to: .matchRun(run.id, of: network.id), notice: Message("noticeSaved"))
  }

  @Sendable private func publish(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    _ = try await services.form(request, context)
    let (network, _) = try await network(context)
    let run = try await run(context, of: network)
    let decision: ID<Decision> = services.id()
    do {
      try await services.partnerships.publish(
        run.id, decision: decision, by: context.viewer, at: services.clock())
    } catch StoreError.invalid(let faults) {
      return try await services.matchRunPage(run, context, problems: faults.map(\.message))
    }
    return services.redirect(
      context, to: .decision(decision), notice: Message("noticeMatchPublished"))
  }
}

/// Cities, reason and note as typed into one of the forms of a matching.
struct TypedProposal {
  let cities: [ID<City>]
  let reason: MatchReason?
  let note: String?

  init(_ input: FormInput, form: String) {
    cities = ["first", "second"].compactMap { input.text("\(form)-\($0)") }
      .map { ID(rawValue: String($0.prefix(64))) }
    reason = input["\(form)-reason"].flatMap { MatchReason(rawValue: $0) }
    note = input.text("\(form)-note").map { String($0.prefix(1000)) }
  }
}

extension Services {
  /// A matching with what people decided about it.
  func matchRunPage(
    _ run: MatchRun, _ context: AppContext, problems: [Message] = [],
    input: FormInput = FormInput([])
  ) async throws -> Response {
    let atlas = try await cities.atlas()
    guard let network = atlas.network(run.network) else { throw StoreError.notFound }
    let candidates = try await partnerships.candidates(
      of: run.network, for: context.viewer, on: clock().day)
    let runPage = MatchRunPage(
      frame: try await frame(context, at: .matchRun(run.id, of: run.network)), network: network,
      atlas: atlas, run: run,
      partnerships: candidates.partnerships.filter { $0.run == run.id },
      anonymity: MatchAnonymity(
        run, members: candidates.members, profiles: candidates.profiles), topics: topics,
      problems: problems, input: input)
    return page(runPage.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }
}
