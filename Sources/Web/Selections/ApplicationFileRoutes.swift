import Civic
import Exact
import Hummingbird
import Pages
import Store

/// The documents of applications, and the discussion of their scores.
extension ApplicationRoutes {
  @Sendable func discuss(_ request: Request, _ context: AppContext) async throws -> Response {
    try await step(request, context, notice: "noticeDiscussionOpened") { id, _ in
      try await services.selections.openDiscussion(
        of: id, by: context.viewer, at: services.clock())
    }
  }

  @Sendable func upload(_ request: Request, _ context: AppContext) async throws -> Response {
    let form = try await services.form(request, context)
    let id = try id(context)
    do {
      let sent = try services.handedFile(form, for: .application(id))
      try await services.selections.add(sent.file, to: id, bytes: sent.bytes, by: context.viewer)
    } catch StoreError.invalid(let faults) {
      let problems = faults.map { FieldProblem(field: $0.field, message: $0.message) }
      return try await page(context, problems: problems, input: form.input)
    } catch let error as SelectionError {
      guard let message = error.message else { throw error }
      return try await page(
        context, problems: [FieldProblem(field: "", message: message)], input: form.input)
    }
    return services.redirect(
      context, to: .application(id), notice: Message("noticeHandedFileAdded"))
  }

  private func fileID(_ context: AppContext) throws -> ID<HandedFile> {
    ID(rawValue: try context.parameters.require("file"))
  }

  @Sendable func file(_ request: Request, _ context: AppContext) async throws -> Response {
    let (file, bytes) = try await services.selections.file(
      try fileID(context), of: try id(context), for: context.viewer)
    return services.answer(file, bytes)
  }

  @Sendable func remove(_ request: Request, _ context: AppContext) async throws -> Response {
    let file = try fileID(context)
    return try await step(request, context, notice: "noticeHandedFileRemoved") { id, _ in
      try await services.selections.remove(
        file, of: id, by: context.viewer, at: services.clock())
    }
  }
}

extension Services {
  /// Writes letters to those who answer for a city, each in their language; none where no mail goes
  /// out.
  var applicationLetters: ApplicationNews.Writer {
    guard sendsMail, let site = settings.publicAddress else { return { _ in nil } }
    return { news in
      let link = Link.application(news.application)
      var frame = PageFrame(
        texts: catalogue.texts(for: news.language), viewer: .anonymous, link: link, csrf: "",
        now: clock(), languages: [])
      frame.installation = settings.installation
      return SelectionLetters(frame: frame).letter(
        news, id: id(), address: site + link.address(in: news.language))
    }
  }
}
