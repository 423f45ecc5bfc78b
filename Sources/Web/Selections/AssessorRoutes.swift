import Civic
import Exact
import HTTPTypes
import Hummingbird
import Pages
import Store

/// What assessors do: each alone, until all have scored.
struct AssessorRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/scoring", use: list)
    routes.get("/applications/:application/scores", use: form)
    routes.post("/applications/:application/scores", use: score)
    routes.post("/applications/:application/conflict", use: conflict)
  }

  @Sendable private func list(_ request: Request, _ context: AppContext) async throws -> Response {
    guard context.viewer.maySomewhere(.assess) else { throw AccessError.refused(.assess) }
    let views = try await services.selections.assigned(to: context.viewer)
    let page = ScoringPage(
      frame: try await services.frame(context, at: .scoring),
      entries: views.map { view in
        let own = view.assessors.first { $0.account == context.viewer.account }
        return ScoringPage.Entry(
          call: view.call, application: view.application, city: view.city,
          isDone: own?.isDone ?? false, hasConflict: own?.conflict != nil)
      })
    return services.page(page.html)
  }

  private func own(_ context: AppContext) async throws -> (ApplicationView, AssessorSheet) {
    let id = ID<CityApplication>(rawValue: try context.parameters.require("application"))
    let view = try await services.selections.application(id, for: context.viewer)
    guard let sheet = view.sheets.first(where: { $0.account == context.viewer.account }) else {
      throw AccessError.refused(.assess)
    }
    return (view, sheet)
  }

  private func page(
    _ context: AppContext, input: FormInput? = nil, problems: [FieldProblem] = []
  ) async throws -> Response {
    let (view, sheet) = try await own(context)
    let page = ScoreFormPage(
      frame: try await services.frame(
        context, at: .application(view.application.id, "scores")),
      call: view.call, application: view.application, city: view.city, sheet: sheet,
      mayRevise: view.discussedSince != nil, input: input, problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func form(_ request: Request, _ context: AppContext) async throws -> Response {
    try await page(context)
  }

  @Sendable private func score(_ request: Request, _ context: AppContext) async throws -> Response {
    let input = try await services.form(request, context).input
    let (view, sheet) = try await own(context)
    let isRevision = input["act"] == "revise"
    let isFinal = isRevision || input["act"] == "final"
    var (read, problems) = ScoreFormPage.read(
      input, into: sheet, of: view.call, isFinal: isFinal,
      in: services.catalogue.texts(for: context.language))
    let reason = input.text("revision-reason") ?? ""
    if isRevision, reason.isEmpty || reason.count > 2000 {
      problems.append(
        FieldProblem(field: "revision-reason", message: Message("problemReasonMissing")))
    }
    guard problems.isEmpty else {
      return try await page(context, input: input, problems: problems)
    }
    do {
      if isRevision {
        try await services.selections.revise(
          read, because: reason, by: context.viewer, at: services.clock())
      } else {
        try await services.selections.score(
          read, isFinal: isFinal, by: context.viewer, at: services.clock())
      }
    } catch let error as SelectionError {
      guard let message = error.message else { throw error }
      return try await page(
        context, input: input, problems: [FieldProblem(field: "", message: message)])
    }
    return services.redirect(
      context, to: .application(view.application.id),
      notice: Message(isFinal ? "noticeScoresFinal" : "noticeSaved"))
  }

  @Sendable private func conflict(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let (view, _) = try await own(context)
    guard let reason = input.text("reason"), reason.count <= 2000 else {
      let problem = FieldProblem(field: "reason", message: Message("problemReasonMissing"))
      return try await page(context, input: input, problems: [problem])
    }
    try await services.selections.declareConflict(
      reason, about: view.application.id, by: context.viewer)
    return services.redirect(context, to: .scoring, notice: Message("noticeSaved"))
  }
}
