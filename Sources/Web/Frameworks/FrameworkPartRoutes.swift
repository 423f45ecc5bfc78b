import Civic
import Exact
import Exchange
import Hummingbird
import Maturity
import Pages
import Store

/// The forms of a framework's draft.
struct FrameworkPartRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    let base = "/frameworks/:framework"
    routes.get("\(base)/settings", use: show(nil))
    routes.post("\(base)/settings", use: save(nil))
    for kind in FrameworkPartKind.allCases {
      let path = "\(base)/\(kind.rawValue)/:part"
      routes.get("\(path)", use: show(kind))
      routes.post("\(path)", use: save(kind))
      routes.post("\(path)/removal", use: remove(kind))
      routes.post("\(path)/position", use: move(kind))
    }
  }

  /// A draft that the viewer may write.
  private func found(_ context: AppContext) async throws -> WrittenFramework {
    let id = ID<WrittenFramework>(rawValue: try context.parameters.require("framework"))
    let framework = try await services.writtenFrameworks.framework(id, for: context.viewer)
    guard framework.mayBeWritten(by: context.viewer), !framework.isPublished else {
      throw AccessError.refused(.editContent)
    }
    return framework
  }

  private func context(
    _ framework: WrittenFramework, _ context: AppContext, content: String?
  ) -> FormContext {
    let wanted = content.flatMap { code in Language.interface.first { $0.rawValue == code } }
    var form = FormContext(
      atlas: Atlas(), texts: services.catalogue.texts(for: context.language),
      contentLanguage: wanted ?? framework.draft.name.original)
    form.targetWords = TargetWord.words(in: services.catalogue)
    return form
  }

  /// The part that the address names, or a blank one.
  private func part(
    _ kind: FrameworkPartKind?, of draft: FrameworkDraft, _ context: AppContext,
    dimension: String?, language: Language
  ) throws -> FrameworkPartPage.Part {
    guard let kind else { return .settings }
    let id = try context.parameters.require("part")
    let blank = Multilingual(original: language, texts: [:])
    switch kind {
    case .dimension:
      if id == "new" { return .dimension(DraftDimension(id: "new", name: blank), isNew: true) }
      guard let found = draft.dimension(id) else { throw StoreError.notFound }
      return .dimension(found, isNew: false)
    case .question:
      if id == "new" {
        let asked = draft.dimensions.first { $0.id == dimension } ?? draft.dimensions.first
        guard let asked else { throw StoreError.notFound }
        var question = DraftQuestion(id: "new", text: blank)
        if draft.aggregation == .cycleStage { question.first = 0 }
        return .question(question, dimension: asked.id, isNew: true)
      }
      guard let found = draft.question(id), let asked = draft.dimension(asking: id) else {
        throw StoreError.notFound
      }
      return .question(found, dimension: asked.id, isNew: false)
    }
  }

  private func link(_ framework: WrittenFramework) -> Link {
    .framework(framework.id, .settings)
  }

  private func show(
    _ kind: FrameworkPartKind?
  ) -> @Sendable (Request, AppContext) async throws -> Response {
    { request, context in
      let framework = try await found(context)
      let query = request.uri.queryParameters
      let form = self.context(
        framework, context, content: query["content"].map(String.init))
      let part = try part(
        kind, of: framework.draft, context, dimension: query["dimension"].map(String.init),
        language: form.contentLanguage)
      let page = FrameworkPartPage(
        frame: try await services.frame(context, at: link(framework)), framework: framework,
        part: part, context: form)
      return services.page(page.html)
    }
  }

  private func save(
    _ kind: FrameworkPartKind?
  ) -> @Sendable (Request, AppContext) async throws -> Response {
    { request, context in
      let input = try await services.form(request, context).input
      let framework = try await found(context)
      let form = self.context(framework, context, content: input["content"])
      let part = try part(
        kind, of: framework.draft, context, dimension: input["dimension"],
        language: form.contentLanguage)
      let written = FrameworkPartInput(input, to: part, of: framework.draft, in: form)
      let revision = input["revision"].flatMap(Int.init) ?? 0
      if written.problems.isEmpty {
        let isSaved = try await services.writtenFrameworks.save(
          written.draft, of: framework.id, editedFrom: revision, by: context.viewer,
          at: services.clock())
        if isSaved {
          return services.redirect(
            context, to: .framework(framework.id), notice: Message("noticeSaved"))
        }
      }
      let isConflict = written.problems.isEmpty
      let page = FrameworkPartPage(
        frame: try await services.frame(context, at: link(framework)),
        framework: try await found(context), part: part, context: form, input: input,
        problems: written.problems, isConflict: isConflict)
      return services.page(page.html, status: isConflict ? .conflict : .unprocessableContent)
    }
  }

  private func remove(
    _ kind: FrameworkPartKind
  ) -> @Sendable (Request, AppContext) async throws -> Response {
    { request, context in
      try await change(request, context) { draft, id, _ in
        guard let next = draft.without(kind, id) else {
          throw StoreError.inUse(
            kind: kind.rawValue, count: draft.dimension(id)?.questions.count ?? 0)
        }
        return next
      }
    }
  }

  private func move(
    _ kind: FrameworkPartKind
  ) -> @Sendable (Request, AppContext) async throws -> Response {
    { request, context in
      try await change(request, context) { draft, id, input in
        draft.moving(kind, id, up: input["way"] == "up")
      }
    }
  }

  private func change(
    _ request: Request, _ context: AppContext,
    _ body: (FrameworkDraft, String, FormInput) throws -> FrameworkDraft
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let framework = try await found(context)
    let next = try body(framework.draft, try context.parameters.require("part"), input)
    let isSaved = try await services.writtenFrameworks.save(
      next, of: framework.id, editedFrom: input["revision"].flatMap(Int.init) ?? 0,
      by: context.viewer, at: services.clock())
    return services.redirect(
      context, to: .framework(framework.id),
      notice: Message(isSaved ? "noticeSaved" : "conflictText"))
  }
}
