import Civic
import Exact
import Hummingbird
import Pages
import Store

/// What a city tries and what it decides by its figures.
struct PolicyRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/cities/:city/pilots/:pilot", use: pilot)
    routes.post("/cities/:city/pilots/:pilot/rules", use: fix)
    routes.post("/cities/:city/pilots/:pilot/notes", use: note)
    routes.get("/cities/:city/policies/:policy", use: policy)
    routes.post("/cities/:city/policies/:policy/runs", use: run)
    routes.get("/cities/:city/policies/:policy/runs/:run", use: showRun)
  }

  private func city(_ context: AppContext) async throws -> (City, Atlas, Register) {
    let id = ID<City>(rawValue: try context.parameters.require("city"))
    let atlas = try await services.cities.atlas()
    guard let city = atlas.city(id) else { throw StoreError.notFound }
    return (city, atlas, try await services.register.register(of: id, for: context.viewer))
  }

  private func pilot(_ context: AppContext, in register: Register) throws -> Pilot {
    let id = ID<Pilot>(rawValue: try context.parameters.require("pilot"))
    guard let pilot = register.pilots.first(where: { $0.id == id }) else {
      throw StoreError.notFound
    }
    return pilot
  }

  private func page(
    _ context: AppContext, problems: [Message] = [], input: FormInput = FormInput([])
  ) async throws -> Response {
    let (city, atlas, register) = try await city(context)
    let pilot = try pilot(context, in: register)
    let page = PilotPage(
      frame: try await services.frame(context, at: .pilot(pilot.id, of: city.id)), city: city,
      atlas: atlas, pilot: pilot, indicator: register.indicator(pilot.indicator),
      problems: problems, input: input)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func pilot(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    try await page(context)
  }

  @Sendable private func fix(_ request: Request, _ context: AppContext) async throws -> Response {
    _ = try await services.form(request, context)
    let (city, _, register) = try await city(context)
    let pilot = try pilot(context, in: register)
    do {
      try await services.policies.fix(pilot.id, by: context.viewer, at: services.clock())
    } catch StoreError.invalid(let faults) {
      return try await page(context, problems: faults.map(\.message))
    }
    return services.redirect(
      context, to: .pilot(pilot.id, of: city.id), notice: Message("noticePilotFixed"))
  }

  @Sendable private func note(_ request: Request, _ context: AppContext) async throws -> Response {
    let input = try await services.form(request, context).input
    let (city, _, register) = try await city(context)
    let pilot = try pilot(context, in: register)
    guard let text = input.text("text"), text.count <= 5000 else {
      return try await page(
        context, problems: [Message("problemPilotNote")], input: input)
    }
    let note = PilotNote(
      day: services.clock().day,
      text: Multilingual(original: context.language, texts: [context.language: text]))
    try await services.policies.note(note, in: pilot.id, by: context.viewer, at: services.clock())
    return services.redirect(
      context, to: .pilot(pilot.id, of: city.id), notice: Message("noticeSaved"))
  }

  private func policy(_ context: AppContext, in register: Register) throws -> Policy {
    let id = ID<Policy>(rawValue: try context.parameters.require("policy"))
    guard let policy = register.policies.first(where: { $0.id == id }) else {
      throw StoreError.notFound
    }
    return policy
  }

  private func policyPage(_ context: AppContext, problem: Message? = nil) async throws -> Response {
    let (city, _, register) = try await city(context)
    let policy = try policy(context, in: register)
    let page = PolicyPage(
      frame: try await services.frame(context, at: .policy(policy.id, of: city.id)), city: city,
      policy: policy, indicator: register.indicator(policy.indicator), register: register,
      runs: try await services.policies.runs(of: policy.id), problem: problem)
    return services.page(page.html, status: problem == nil ? .ok : .unprocessableContent)
  }

  @Sendable private func policy(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    try await policyPage(context)
  }

  @Sendable private func run(_ request: Request, _ context: AppContext) async throws -> Response {
    _ = try await services.form(request, context)
    let (city, _, register) = try await city(context)
    let policy = try policy(context, in: register)
    guard let run = try await services.run(policy, in: register, by: context.viewer) else {
      return try await policyPage(context, problem: Message("policyNeedsIndicator"))
    }
    return services.redirect(
      context, to: .policyRun(run.id, of: policy.id, in: city.id),
      notice: Message("noticePolicyRun"))
  }

  @Sendable private func showRun(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let (city, _, register) = try await city(context)
    let policy = try policy(context, in: register)
    let id = ID<PolicyRun>(rawValue: try context.parameters.require("run"))
    let runs = try await services.policies.runs(of: policy.id)
    guard let run = runs.first(where: { $0.id == id }) else { throw StoreError.notFound }
    let link = Link.policyRun(run.id, of: policy.id, in: city.id)
    let page = PolicyRunPage(
      frame: try await services.frame(context, at: link), city: city, run: run)
    return services.page(page.html)
  }
}

extension Services {
  /// Computes a policy with the figures as they are now, and keeps both.
  ///
  /// - Returns: Nil where the policy's indicator is not there.
  func run(_ policy: Policy, in register: Register, by viewer: Viewer) async throws -> PolicyRun? {
    guard policy.mayBeChanged(by: viewer) else { throw AccessError.refused(.editContent) }
    guard let indicator = register.indicator(policy.indicator) else { return nil }
    let board = try await indicators.board(of: policy.city, for: viewer, today: clock().day)
    guard let reading = board[indicator.id] else { throw StoreError.notFound }
    let input = PolicyRun.Input(
      policy: policy, indicator: indicator, series: .init(place: "", reading.years),
      comparators: try await comparators(of: policy, indicator))
    let run = PolicyRun(id: id(), at: clock(), author: viewer.name, input: input)
    try await policies.add(run, by: viewer)
    return run
  }

  private func comparators(
    of policy: Policy, _ indicator: CityIndicator
  ) async throws -> [PolicyRun.Input.Series] {
    guard let feed = indicator.feed, let code = indicator.feedIndicator,
      !policy.comparators.isEmpty
    else { return [] }
    let peers = try await indicators.peers(source: feed, indicator: code)
    return policy.comparators.compactMap { place in
      guard place != indicator.feedPlace, let values = peers[place] else { return nil }
      let yearly = values.compactMap { value -> (Int, ExactDecimal)? in
        guard let year = ReportingFrequency.year.index(of: value.period),
          let number = value.value
        else { return nil }
        return (year, number)
      }
      return .init(place: place, yearly)
    }
  }
}
