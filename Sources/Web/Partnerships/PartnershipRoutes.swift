import Civic
import Exact
import Hummingbird
import Pages
import Store

/// Cities that learn from each other: at a glance, and as their people write it.
struct PartnershipRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/networks/:network/partnerships", use: list)
    routes.get("/partnerships/:partnership", use: show)
    routes.post("/partnerships/:partnership/decision", use: decide)
    editor.add(to: routes, at: "/facts/\(Partnership.entityName)")
  }

  var editor: FactEditor<Partnership> {
    let services = services
    return FactEditor<Partnership>(
      services: services,
      find: { id, context in
        do {
          return try await services.partnerships.partnership(id, for: context.viewer)
        } catch StoreError.notFound {
          return nil
        }
      },
      city: { partnership, _ in partnership?.cities.first },
      prepare: { form, partnership, _, _ in
        for city in partnership?.cities ?? [] {
          form.pilots += try await services.register.register(of: city, for: .anonymous).pilots
        }
      })
  }

  @Sendable private func list(_ request: Request, _ context: AppContext) async throws -> Response {
    let id = ID<Network>(rawValue: try context.parameters.require("network"))
    let atlas = try await services.cities.atlas()
    guard let network = atlas.network(id) else { throw StoreError.notFound }
    let all = try await services.partnerships.partnerships(of: id, for: context.viewer)
    let page = PartnershipsPage(
      frame: try await services.frame(context, at: .partnerships(of: id)), network: network,
      atlas: atlas, partnerships: all.filter { $0.status == .confirmed })
    return services.page(page.html)
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    let id = ID<Partnership>(rawValue: try context.parameters.require("partnership"))
    let partnership = try await services.partnerships.partnership(id, for: context.viewer)
    let visibility = try await services.partnerships.visibility()
    let run = try await services.partnerships.run(of: partnership, for: context.viewer)
    var pilots: [Pilot] = []
    var origins: [ID<City>: [ProfileOrigin: OriginTarget]] = [:]
    for city in partnership.cities {
      pilots += try await services.register.register(of: city, for: context.viewer).pilots
        .filter { partnership.pilots.contains($0.id) }
      origins[city] = try await services.origins(
        of: run?.participant(city)?.parts ?? [], city: city, context)
    }
    let readable = try await services.partnerships.profiles(for: context.viewer).map(\.city)
    let page = PartnershipPage(
      frame: try await services.frame(context, at: .partnership(id)), partnership: partnership,
      atlas: try await services.cities.atlas(), run: run, topics: services.topics,
      pilots: pilots, profiled: Set(readable), origins: origins,
      isPublic: partnership.isPublic(visibility))
    return services.page(page.html)
  }

  /// Confirms, declines or replaces a proposal.
  @Sendable private func decide(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let id = ID<Partnership>(rawValue: try context.parameters.require("partnership"))
    let partnership = try await services.partnerships.partnership(id, for: context.viewer)
    guard partnership.mayBeAdded(by: context.viewer) else {
      throw AccessError.refused(.manageNetwork)
    }
    let back = Link.matching(of: partnership.network)
    let run = try await services.partnerships.run(of: partnership, for: context.viewer)
    let typed = TypedProposal(input, form: id.rawValue)
    var problems: [Message] = []
    var step: PartnershipStep?
    switch (input["step"], typed.reason) {
    case ("confirm", _): step = .confirm
    case ("decline", let reason?): step = .decline(reason)
    case ("replace", let reason?):
      if typed.cities.isEmpty {
        problems.append(Message("problemMatchCity"))
      } else {
        step = .replace(typed.cities, reason)
      }
    case ("decline", nil), ("replace", nil): problems.append(Message("problemMatchReason"))
    default: problems.append(Message("problemMatchStep"))
    }
    if let step {
      do {
        try await services.partnerships.decide(
          id, step, revision: input["revision"].flatMap(Int.init) ?? 0, note: typed.note,
          id: services.id(), by: context.viewer, at: services.clock())
      } catch StoreError.invalid(let faults) {
        problems = faults.map(\.message)
      }
    }
    guard let run, !problems.isEmpty else {
      let link = run.map { Link.matchRun($0.id, of: $0.network) } ?? back
      return services.redirect(context, to: link, notice: Message("noticePartnershipDecided"))
    }
    return try await services.matchRunPage(run, context, problems: problems, input: input)
  }
}
