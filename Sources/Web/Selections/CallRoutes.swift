import Civic
import Exact
import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import Store

/// Calls of programmes: for everybody, and for those who lead them.
struct CallRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    editor.add(to: routes, at: "/facts/\(SelectionCall.entityName)")
    routes.get("/calls", use: list)
    routes.get("/calls/:call", use: show)
    routes.get("/calls/:call/rules.json", use: rules)
    routes.get("/calls/:call/selected.json", use: selected)
    routes.post("/calls/:call/opening", use: open)
    routes.post("/calls/:call/applications", use: start)
    routes.get("/calls/:call/desk", use: desk)
    routes.post("/calls/:call/decision", use: decide)
    routes.post("/calls/:call/replacement", use: replace)
    ApplicationRoutes(services: services).add(to: routes)
    AssessorRoutes(services: services).add(to: routes)
  }

  var editor: FactEditor<SelectionCall> {
    let services = services
    return FactEditor(services: services) { id, context in
      try await services.selections.call(id, for: context.viewer)
    }
  }

  private func id(_ context: AppContext) throws -> ID<SelectionCall> {
    ID(rawValue: try context.parameters.require("call"))
  }

  private func call(_ context: AppContext) async throws -> SelectionCall {
    try await services.selections.call(try id(context), for: context.viewer)
  }

  @Sendable private func list(_ request: Request, _ context: AppContext) async throws -> Response {
    let page = CallsPage(
      frame: try await services.frame(context, at: .calls),
      atlas: try await services.cities.atlas(),
      calls: try await services.selections.calls(for: context.viewer))
    return services.page(page.html)
  }

  private func page(_ context: AppContext, problems: [Message] = []) async throws -> Response {
    let call = try await call(context)
    let own = try await services.selections.applications(of: call.id, for: context.viewer)
      .filter { context.viewer.cities.contains($0.city.id) }
    let input = try await services.selections.input(of: call.id)
    let page = CallPage(
      frame: try await services.frame(context, at: .call(call.id)),
      atlas: try await services.cities.atlas(), call: call,
      decided: try input.map { ($0, try $0.outcome()) },
      own: own.map { ($0.application, $0.city) }, problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    try await page(context)
  }

  /// The rules as bytes of the digest that is in the log.
  @Sendable private func rules(_ request: Request, _ context: AppContext) async throws -> Response {
    let call = try await call(context)
    return services.download(
      try call.rules.published(), type: "application/json", name: "rules-\(call.id).json")
  }

  /// The selected cities with the themes of each, for whoever brings them together.
  @Sendable private func selected(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let call = try await call(context)
    guard let decision = call.decision else { throw StoreError.notFound }
    let cities = try await services.selections.selected(of: call.id).map { application in
      [
        "application": .string(application.id), "city": .string(application.city),
        "name": .string(application.name.text(for: context.language).text),
        "country": .string(application.facts.country),
        "themes": .array(application.themes.map { .string(String($0)) }),
      ] as JSONValue
    }
    let list: JSONValue = [
      "call": .string(call.id.rawValue), "decision": .string(decision.rawValue),
      "selected": .array(cities),
    ]
    return services.download(
      CanonicalJSON.bytes(of: list), type: "application/json", name: "selected-\(call.id).json")
  }

  @Sendable private func open(_ request: Request, _ context: AppContext) async throws -> Response {
    _ = try await services.form(request, context)
    let id = try id(context)
    do {
      try await services.selections.open(id, by: context.viewer, at: services.clock())
    } catch StoreError.invalid(let faults) {
      return try await page(context, problems: faults.map(\.message))
    }
    return services.redirect(context, to: .call(id), notice: Message("noticeCallOpened"))
  }

  @Sendable private func start(_ request: Request, _ context: AppContext) async throws -> Response {
    let input = try await services.form(request, context).input
    let application = try await services.selections.start(
      services.id(), in: try id(context), of: ID(rawValue: input["city"] ?? ""),
      by: context.viewer, at: services.clock())
    return services.redirect(context, to: .application(application))
  }

  private func deskPage(_ context: AppContext, problems: [Message] = []) async throws -> Response {
    let call = try await call(context)
    try context.viewer.require(.manageCalls, .programme(call.programme))
    let views = try await services.selections.applications(of: call.id, for: context.viewer)
      .filter { $0.application.submittedAt != nil }
    var preview: (rules: SelectionRules, outcome: SelectionOutcome)?
    var obstacle: Message?
    if call.decision == nil, call.phase(at: services.clock()) != .closed {
      obstacle = SelectionError.notClosed.message
    } else if call.decision == nil {
      do {
        let input = try await services.selections.preview(of: call.id, for: context.viewer)
        preview = (input.rules, try input.outcome())
      } catch let error as SelectionError {
        obstacle = error.message
      }
    }
    let page = CallDeskPage(
      frame: try await services.frame(context, at: .call(call.id, "desk")), call: call,
      entries: views.map { view in
        let taking = view.assessors.filter { $0.conflict == nil }
        return DeskEntry(
          application: view.application, city: view.city, verdict: view.findings.verdict,
          done: taking.count(where: \.isDone), assigned: taking.count)
      }, preview: preview, obstacle: obstacle,
      decided: try await services.selections.outcome(of: call.id), problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func desk(_ request: Request, _ context: AppContext) async throws -> Response {
    try await deskPage(context)
  }

  @Sendable private func decide(_ request: Request, _ context: AppContext) async throws -> Response
  {
    _ = try await services.form(request, context)
    let id = try id(context)
    do {
      try await services.selections.decide(
        id, as: services.id(), by: context.viewer, at: services.clock(),
        letter: services.applicationLetters)
    } catch let error as SelectionError {
      return try await deskPage(context, problems: [error.message].compactMap { $0 })
    }
    return services.redirect(context, to: .call(id), notice: Message("noticeDecided"))
  }

  @Sendable private func replace(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    _ = try await services.form(request, context)
    let id = try id(context)
    do {
      try await services.selections.replace(
        in: id, as: services.id(), by: context.viewer, at: services.clock(),
        letter: services.applicationLetters)
    } catch let error as SelectionError {
      return try await deskPage(context, problems: [error.message].compactMap { $0 })
    }
    return services.redirect(context, to: .call(id), notice: Message("noticeDecided"))
  }
}
