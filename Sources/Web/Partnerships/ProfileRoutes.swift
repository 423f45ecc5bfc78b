import Civic
import Exact
import Exchange
import Hummingbird
import Pages
import Store

/// What cities offer and seek.
struct ProfileRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/profiles", use: list)
    routes.get("/cities/:city/profile", use: show)
    editor.add(to: routes, at: "/facts/\(PartnerProfile.entityName)")
  }

  var editor: FactEditor<PartnerProfile> {
    let services = services
    return FactEditor<PartnerProfile>(
      services: services,
      find: { id, context in
        try await services.partnerships.profiles(for: context.viewer).first { $0.id == id }
      },
      city: { profile, parent in profile?.city ?? parent.map { ID(rawValue: $0) } },
      prepare: { form, profile, parent, context in
        guard let city = profile?.city ?? parent.map({ ID(rawValue: $0) }) else { return }
        form.suggestions = try await services.partnerships.suggestions(
          for: city, by: services.derivation, for: context.viewer)
        form.hasProfile =
          try await services.partnerships.profile(of: city, for: context.viewer) != nil
      })
  }

  @Sendable private func list(_ request: Request, _ context: AppContext) async throws -> Response {
    let viewer = context.viewer
    let page = ProfilesPage(
      frame: try await services.frame(context, at: .profiles),
      atlas: try await services.cities.atlas(),
      // What is not for everybody is read on the city's own page and in matchings.
      profiles: try await services.partnerships.profiles(for: viewer)
        .filter { $0.visibility == .everybody || $0.visibility == .network },
      unnamed: try await services.partnerships.unnamedProfiles(),
      topics: services.topics)
    return services.page(page.html)
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    let id = ID<City>(rawValue: try context.parameters.require("city"))
    let atlas = try await services.cities.atlas()
    let profile = try await services.partnerships.profile(of: id, for: context.viewer)
    guard let city = atlas.city(id),
      profile != nil || context.viewer.may(.editContent, .city(id))
    else { throw StoreError.notFound }
    let partnerships = try await services.partnerships.partnerships(for: context.viewer)
    let page = ProfilePage(
      frame: try await services.frame(context, at: .profile(of: id)), city: city,
      profile: profile, topics: services.topics,
      origins: try await services.origins(of: profile?.parts ?? [], city: id, context),
      partnerships: partnerships.filter { $0.cities.contains(id) && $0.status == .confirmed },
      atlas: atlas)
    return services.page(page.html)
  }
}

extension Services {
  var topics: TopicCatalogue { TopicCatalogue(frameworks) }

  /// What a city's records say of it, by the frameworks of this installation.
  var derivation: ProfileDerivation {
    ProfileDerivation(
      frameworks.map { file in
        ProfileDerivation.Source(file.framework) { Array((file.texts[$0] ?? [:]).values) }
      })
  }

  /// The records that parts of a profile came from, as far as the reader may follow them.
  func origins(
    of parts: [ProfilePart], city: ID<City>, _ context: AppContext
  ) async throws -> [ProfileOrigin: OriginTarget] {
    let wanted = Set(parts.compactMap(\.origin))
    guard !wanted.isEmpty else { return [:] }
    let language = context.language
    let register = try await register.register(of: city, for: context.viewer)
    let practices = try await practices.practices(for: context.viewer)
    let working = try await plans.workingPlans(for: context.viewer)
    let published = try await plans.publishedPlans()
    var targets: [ProfileOrigin: OriginTarget] = [:]
    for origin in wanted {
      let (kind, id) = (origin.record.kind, origin.record.id)
      let title: Multilingual?
      let link: Link
      switch kind {
      case SelfAssessment.entityName:
        title = register.assessments.first { $0.id.rawValue == id }?.name
        link = .assessment(ID(rawValue: id), of: city)
      case Practice.entityName:
        title = practices.first { $0.id.rawValue == id }?.name
        link = .practice(ID(rawValue: id))
      default:
        let mine = working.first { $0.plan.id == origin.plan }
        title = (mine ?? published.first { $0.plan.id == origin.plan })?.plan.title
        guard let plan = origin.plan else { continue }
        link = Link.plan(plan, mine == nil ? .latest : .working).at(id)
      }
      guard let title else { continue }
      targets[origin] = OriginTarget(title: title.text(for: language).text, link: link)
    }
    return targets
  }
}
