import Civic
import Exact
import Exchange
import Hummingbird
import Pages
import Store

/// Published plans, for everybody.
struct PublicPlanRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/plans", use: plans)
    for base in ["/plans/:plan", "/plans/:plan/versions/:version"] {
      routes.get("\(base)", use: view(.overview))
      for view in Link.PlanView.allCases where view != .overview && view != .changes {
        routes.get("\(base)/\(view.rawValue)", use: self.view(view))
      }
      routes.get("\(base)/changes", use: changes)
      routes.get("\(base)/actions/:action", use: action)
    }
    routes.get("/plans/:plan/versions/:version/plan.json", use: planFile)
    routes.get("/plans/:plan/versions/:version/decision.zip", use: bundle)
    routes.get("/plans/:plan/files/:file", use: file)
  }

  @Sendable private func plans(_ request: Request, _ context: AppContext) async throws -> Response {
    let frame = try await services.frame(context, at: .plans)
    let page = PlansPage(frame: frame, plans: try await services.plans.publishedPlans())
    return services.page(page.html)
  }

  private func view(
    _ view: Link.PlanView
  ) -> @Sendable (Request, AppContext) async throws -> Response {
    { request, context in
      let reading = try await reading(context)
      let frame = try await services.frame(
        context, at: .plan(reading.document.plan.id, reading.edition, view))
      let filter = ActionFilter(request)
      var page = PlanViewPage(frame: frame, reading: reading, view: view, filter: filter)
      if filter == ActionFilter(), let key = DrawnViews.Key(reading, view, in: frame) {
        page.drawn = services.drawnViews.view(key) { page.content }
      }
      return services.page(page.html)
    }
  }

  @Sendable private func action(_ request: Request, _ context: AppContext) async throws -> Response
  {
    let reading = try await reading(context)
    let id = ID<Action>(rawValue: try context.parameters.require("action"))
    guard let action = reading.document.action(id) else { throw StoreError.notFound }
    let frame = try await services.frame(
      context, at: .action(id, of: reading.document.plan.id, reading.edition))
    let trail = try await services.trail(of: action, in: reading.document, context)
    var page = ActionPage(frame: frame, reading: reading, action: action, trail: trail)
    if let origin = action.origin {
      page.vote = try await services.consultations.source(of: origin)
    }
    page.place = try await services.scorings.acceptedRanking(of: action.plan)?.places[id]
    return services.page(page.html)
  }

  @Sendable private func changes(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let reading = try await reading(context)
    guard let version = reading.version, version.number > 1 else { throw StoreError.notFound }
    let plan = reading.document.plan.id
    let earlier = try await services.plans.version(version.number - 1, of: plan)
    let frame = try await services.frame(context, at: .plan(plan, reading.edition, .changes))
    let page = PlanChangesPage(
      frame: frame, reading: reading,
      comparison: PlanComparison(from: earlier.document, to: reading.document),
      earlier: earlier.number)
    return services.page(page.html)
  }

  /// The version that the address names; without a number the newest.
  private func reading(_ context: AppContext) async throws -> PlanReading {
    let plan = ID<Plan>(rawValue: try context.parameters.require("plan"))
    let number = context.parameters.get("version").map { Int($0) ?? 0 }
    let (version, all) = try await services.reads.value(VersionName(plan: plan, number: number)) {
      try await services.plans.versionAmongAll(number, of: plan)
    }
    return PlanReading(
      document: version.document, edition: number.map { .version($0) } ?? .latest,
      version: version, versions: all)
  }

  @Sendable private func planFile(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let version = try await reading(context)
    let bytes = CanonicalJSON.bytes(of: try JSONValue(encoding: version.document))
    return services.download(
      bytes, type: "application/json",
      name: "plan-\(version.document.plan.id)-\(version.version?.number ?? 0).json")
  }

  /// The decision on a version with its input and the log: what `gradnik verify` reads.
  @Sendable private func bundle(_ request: Request, _ context: AppContext) async throws -> Response
  {
    guard let version = try await reading(context).version else { throw StoreError.notFound }
    let bytes = try await PlanBundle(services: services).bytes(of: version)
    return services.download(
      bytes, type: "application/zip", name: "decision-\(version.plan)-\(version.number).zip")
  }

  @Sendable private func file(_ request: Request, _ context: AppContext) async throws -> Response {
    let plan = ID<Plan>(rawValue: try context.parameters.require("plan"))
    let id = ID<Attachment>(rawValue: try context.parameters.require("file"))
    let found = try await services.plans.file(id, of: plan, for: context.viewer)
    return services.download(
      found.bytes, type: found.file.mediaType, name: found.file.fileName)
  }
}

/// A version as an address names it; without a number the newest.
private struct VersionName: Hashable {
  let plan: ID<Plan>
  let number: Int?
}

/// Packs the approval of a published version for those who want to recompute it.
struct PlanBundle {
  let services: Services

  func bytes(of version: PlanVersion) async throws -> [UInt8] {
    let input = CanonicalJSON.bytes(of: try JSONValue(encoding: version.document))
    return try await services.bundle(
      of: version.decision, inputs: [PlanApproval.inputName: input])
  }
}

extension ActionFilter {
  /// What the address asks to see.
  init(_ request: Request) {
    self.init()
    let query = request.uri.queryParameters
    let value = { (name: Substring) in
      query[name].map(String.init).flatMap { $0.isEmpty ? nil : $0 }
    }
    words = value("q") ?? ""
    status = value("status").flatMap(ActionStatus.init(rawValue:))
    objective = value("objective").map(ID.init(rawValue:))
    owner = value("owner").map(ID.init(rawValue:))
    theme = value("theme")
    order = value("order").flatMap(Order.init(rawValue:)) ?? .code
  }
}
