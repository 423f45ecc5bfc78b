import Civic
import Exact
import HTTPTypes
import Hummingbird
import Pages
import Store

/// Applications of cities: written, handed in, assigned to assessors, ruled on.
struct ApplicationRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    let form = "/facts/\(CityApplication.entityName)/:application"
    routes.get("\(form)", use: edit)
    routes.post("\(form)", use: save)
    routes.get("/applications/:application", use: show)
    routes.post("/applications/:application/takeover", use: takeOver)
    routes.post("/applications/:application/submission", use: submit)
    routes.post("/applications/:application/withdrawal", use: withdraw)
    routes.post("/applications/:application/assessors", use: assign)
    routes.post("/applications/:application/release", use: release)
    routes.post("/applications/:application/ruling", use: rule)
    routes.post("/applications/:application/discussion", use: discuss)
    routes.post("/applications/:application/files", use: upload)
    routes.get("/applications/:application/files/:file", use: file)
    routes.post("/applications/:application/files/:file/removal", use: remove)
  }

  func id(_ context: AppContext) throws -> ID<CityApplication> {
    ID(rawValue: try context.parameters.require("application"))
  }

  private func view(_ context: AppContext) async throws -> ApplicationView {
    try await services.selections.application(try id(context), for: context.viewer)
  }

  func page(
    _ context: AppContext, problems: [FieldProblem] = [], input: FormInput = FormInput([])
  ) async throws -> Response {
    let view = try await view(context)
    var sides = ApplicationPage.Sides()
    sides.leads = view.call.isLed(by: context.viewer)
    sides.isAssessor = view.assessors.contains { $0.account == context.viewer.account }
    sides.assessors = sides.leads ? view.assessors.map(\.shown) : []
    if sides.leads {
      sides.candidates = try await services.selections.assessors(
        of: view.call.programme, for: context.viewer)
    }
    sides.sheets = view.sheets
    sides.ruling = view.ruling
    sides.files = view.files
    sides.discussedSince = view.discussedSince
    sides.outcome = try await services.selections.outcome(of: view.call.id)
    sides.problems = problems
    sides.input = input
    let page = ApplicationPage(
      frame: try await services.frame(context, at: .application(view.application.id)),
      call: view.call, application: view.application, city: view.city, facts: view.facts,
      sides: sides)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    try await page(context)
  }

  /// Takes one step of the city or the secretariat and shows what stands in its way.
  func step(
    _ request: Request, _ context: AppContext, notice: String,
    _ act: (ID<CityApplication>, FormInput) async throws -> Void
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let id = try id(context)
    do {
      try await act(id, input)
    } catch StoreError.invalid(let faults) {
      let problems = faults.map { FieldProblem(field: $0.field, message: $0.message) }
      return try await page(context, problems: problems, input: input)
    } catch let error as SelectionError {
      guard let message = error.message else { throw error }
      return try await page(
        context, problems: [FieldProblem(field: "", message: message)], input: input)
    }
    return services.redirect(context, to: .application(id), notice: Message(notice))
  }

  @Sendable private func takeOver(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    try await step(request, context, notice: "noticeTakenOver") { id, _ in
      let topics = services.topics
      let catalogue = services.catalogue
      try await services.selections.takeOver(id, by: context.viewer, at: services.clock()) {
        topics.name($0, in: catalogue)
      }
    }
  }

  @Sendable private func submit(_ request: Request, _ context: AppContext) async throws -> Response
  {
    try await step(request, context, notice: "noticeApplicationSubmitted") { id, _ in
      try await services.selections.submit(
        id, by: context.viewer, at: services.clock(),
        letter: services.applicationLetters)
    }
  }

  @Sendable private func withdraw(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    try await step(request, context, notice: "noticeApplicationWithdrawn") { id, _ in
      try await services.selections.withdraw(id, by: context.viewer, at: services.clock())
    }
  }

  @Sendable private func assign(_ request: Request, _ context: AppContext) async throws -> Response
  {
    try await step(request, context, notice: "noticeSaved") { id, input in
      guard let account = input.text("account") else {
        throw StoreError.invalid([
          FieldFault(
            field: "account",
            message: Message("fieldChoose", ["field": .name(key: TextKey.assessorField.rawValue)]))
        ])
      }
      try await services.selections.assign(
        ID(rawValue: account), to: id, by: context.viewer, at: services.clock())
    }
  }

  @Sendable private func release(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    try await step(request, context, notice: "noticeSaved") { id, input in
      try await services.selections.release(
        ID(rawValue: input["account"] ?? ""), from: id, by: context.viewer,
        at: services.clock())
    }
  }

  @Sendable private func rule(_ request: Request, _ context: AppContext) async throws -> Response {
    try await step(request, context, notice: "noticeSaved") { id, input in
      var ruling: (kind: RulingKind, reason: String)?
      if let kind = input.text("kind") {
        guard let kind = RulingKind(rawValue: kind) else {
          throw StoreError.invalid([
            FieldFault(field: "kind", message: Message("problemUnknown"))
          ])
        }
        guard let reason = input.text("reason"), reason.count <= 2000 else {
          throw StoreError.invalid([
            FieldFault(field: "reason", message: Message("problemReasonMissing"))
          ])
        }
        ruling = (kind, reason)
      }
      try await services.selections.rule(
        ruling, on: id, by: context.viewer, at: services.clock())
    }
  }
}

/// The form of an application.
extension ApplicationRoutes {
  @Sendable private func edit(_ request: Request, _ context: AppContext) async throws -> Response {
    let view = try await view(context)
    let content = request.uri.queryParameters["content"].map(String.init)
    let page = FactFormPage(
      frame: try await services.frame(context, at: .fact(RecordReference(view.application))),
      context: try await services.applicationForm(view, content: content, context),
      record: view.application,
      isNew: false)
    return services.page(page.html)
  }

  @Sendable private func save(_ request: Request, _ context: AppContext) async throws -> Response {
    let input = try await services.form(request, context).input
    let view = try await view(context)
    let form = try await services.applicationForm(
      view, content: input["content"], context)
    return try await services.saveFact(input, over: view.application, in: form, context) {
      try await services.selections.save(
        $0, editedFrom: $1, by: context.viewer, at: services.clock())
    }
  }
}

extension Services {
  /// The form of an application while its call is open.
  func applicationForm(
    _ view: ApplicationView, content: String?, _ context: AppContext
  ) async throws -> FormContext {
    guard view.call.phase(at: clock()) == .open,
      view.application.mayBeChanged(by: context.viewer)
    else { throw AccessError.refused(.editContent) }
    var form = try await factContext(context, content: content)
    form.call = view.call
    return form
  }
}

extension ApplicationView.Assessor {
  fileprivate var shown: ApplicationPage.Sides.Assessor {
    ApplicationPage.Sides.Assessor(
      account: account, name: name, isDone: isDone, conflict: conflict)
  }
}
