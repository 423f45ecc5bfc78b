import Civic
import Exact
import Exchange
import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import Store

/// What a city has today, and its services for everybody.
struct RegisterRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/cities/:city/register", use: overview)
    routes.get("/cities/:city/services", use: catalogue)
    routes.get("/cities/:city/services.ttl", use: linkedData)
    routes.get("/cities/:city/services/:service", use: service)
    for kind in EntryKind.allCases {
      routes.get("/cities/:city/register/\(kind.rawValue)", use: list(kind))
      open(kind.type, kind, routes)
    }
  }

  private func open(
    _ type: any EditableEntry.Type, _ kind: EntryKind, _ routes: RouterGroup<AppContext>
  ) {
    guard let stored = type as? any (EditableEntry & StoredRecord).Type else { return }
    add(stored, kind, routes)
  }

  private func add<Entry: EditableEntry & StoredRecord>(
    _ type: Entry.Type, _ kind: EntryKind, _ routes: RouterGroup<AppContext>
  ) {
    let services = services
    let editor = FactEditor<Entry>(
      services: services,
      find: { id, context in
        do {
          return try await services.register.entry(id, for: context.viewer)
        } catch StoreError.notFound {
          return nil
        }
      },
      city: { entry, parent in entry?.city ?? parent.map { ID(rawValue: $0) } })
    let path = "/facts/\(Entry.entityName)"
    editor.add(to: routes, at: path)
    routes.get("\(path)/:record/removal", use: editor.askRemoval)
    routes.post("\(path)/:record/removal", use: editor.remove)
    let importer = EntryImporter<Entry>(services: services)
    let list = "/cities/:city/register/\(kind.rawValue)"
    routes.get("\(list)/import", use: importer.start)
    routes.post("\(list)/import", use: importer.run)
    routes.post("\(list)/undo", use: importer.undo)
  }

  private func city(_ context: AppContext) async throws -> City {
    let id = ID<City>(rawValue: try context.parameters.require("city"))
    guard let city = try await services.cities.atlas().city(id) else { throw StoreError.notFound }
    return city
  }

  /// The city's plan that may be written now, and the last day of the longest one.
  private func plans(
    of city: ID<City>, _ context: AppContext
  ) async throws -> (open: Plan?, end: Day?) {
    let working = try await services.plans.workingPlans(for: context.viewer).map(\.plan)
    let published = try await services.plans.publishedPlans().map(\.plan)
    let all = (working + published).filter { $0.city == city }
    let lastYear = all.map(\.lastYear).max()
    return (
      working.first { $0.city == city && $0.phase.isOpen },
      lastYear.flatMap { Day("\($0)-12-31") }
    )
  }

  @Sendable private func overview(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let city = try await city(context)
    let register = try await services.register.register(of: city.id, for: context.viewer)
    let plans = try await plans(of: city.id, context)
    let page = RegisterPage(
      frame: try await services.frame(context, at: .register(of: city.id)), city: city,
      register: register,
      gaps: RegisterGaps(register, today: services.clock().day, planEnd: plans.end),
      plan: plans.open)
    return services.page(page.html)
  }

  private func list(
    _ kind: EntryKind
  ) -> @Sendable (Request, AppContext) async throws -> Response {
    { request, context in
      let city = try await city(context)
      let form = try await services.factContext(context, content: nil, city: city.id)
      let mayUndo =
        try await services.register.lastImport(
          of: kind.type.entityName, in: city.id, for: context.viewer) != nil
      let page = RegisterListPage(
        frame: try await services.frame(context, at: .register(of: city.id, kind)), context: form,
        city: city, kind: kind, mayUndo: mayUndo)
      return services.page(page.html)
    }
  }

  private func published(_ city: City) async throws -> [PublicService] {
    try await services.register.register(of: city.id, for: .anonymous).services
  }

  @Sendable private func catalogue(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let city = try await city(context)
    let query = request.uri.queryParameters
    let page = ServicesPage(
      frame: try await services.frame(context, at: .services(of: city.id)), city: city,
      services: try await published(city), search: query["q"].map(String.init) ?? "",
      theme: query["theme"].flatMap { ServiceTheme(rawValue: String($0)) })
    return services.page(page.html)
  }

  @Sendable private func service(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let city = try await city(context)
    let id = ID<PublicService>(rawValue: try context.parameters.require("service"))
    let service = try await services.register.entry(id, for: context.viewer)
    guard service.city == city.id else { throw StoreError.notFound }
    let atlas = try await services.cities.atlas()
    let page = ServicePage(
      frame: try await services.frame(context, at: .service(id, of: city.id)), city: city,
      service: service, owner: atlas.organisations.first { $0.id == service.owner })
    return services.page(page.html)
  }

  @Sendable private func linkedData(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let city = try await city(context)
    let atlas = try await services.cities.atlas()
    let catalogue = ServiceCatalogue(
      city: city, services: try await published(city),
      organisations: atlas.organisations.filter { $0.city == city.id },
      base: services.site(of: request))
    var headers = HTTPFields()
    headers[.contentType] = "text/turtle; charset=utf-8"
    return Response(
      status: .ok, headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(string: catalogue.turtle)))
  }
}

extension FactEditor where Record: EditableEntry {
  @Sendable func askRemoval(_ request: Request, _ context: AppContext) async throws -> Response {
    let entry = try await found(context)
    let form = try await services.factContext(context, content: nil, city: entry.city)
    let frame = try await services.frame(context, at: .factRemoval(RecordReference(entry)))
    return services.page(EntryRemovalPage(frame: frame, context: form, entry: entry).html)
  }

  @Sendable func remove(_ request: Request, _ context: AppContext) async throws -> Response {
    _ = try await services.form(request, context)
    let entry = try await found(context)
    try await services.register.remove(entry, by: context.viewer, at: services.clock())
    return services.redirect(context, to: entry.page, notice: Message("noticeEntryRemoved"))
  }
}
