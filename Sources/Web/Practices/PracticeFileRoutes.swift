import Civic
import Exact
import Hummingbird
import Pages
import Store

/// The documents of practices.
extension PracticeRoutes {
  private func ids(
    _ context: AppContext
  ) throws -> (practice: ID<Practice>, file: ID<HandedFile>) {
    (
      ID(rawValue: try context.parameters.require("practice")),
      ID(rawValue: try context.parameters.require("file"))
    )
  }

  @Sendable func upload(_ request: Request, _ context: AppContext) async throws -> Response {
    let form = try await services.form(request, context)
    let id = ID<Practice>(rawValue: try context.parameters.require("practice"))
    do {
      let sent = try services.handedFile(form, for: .practice(id))
      try await services.practices.add(sent.file, to: id, bytes: sent.bytes, by: context.viewer)
    } catch StoreError.invalid(let faults) {
      let problems = faults.map { FieldProblem(field: $0.field, message: $0.message) }
      return try await page(context, fields: problems, input: form.input)
    }
    return services.redirect(context, to: .practice(id), notice: Message("noticeHandedFileAdded"))
  }

  @Sendable func file(_ request: Request, _ context: AppContext) async throws -> Response {
    let ids = try ids(context)
    let (file, bytes) = try await services.practices.file(
      ids.file, of: ids.practice, for: context.viewer)
    return services.answer(file, bytes)
  }

  @Sendable func remove(_ request: Request, _ context: AppContext) async throws -> Response {
    _ = try await services.form(request, context)
    let ids = try ids(context)
    try await services.practices.remove(
      ids.file, of: ids.practice, by: context.viewer, at: services.clock())
    return services.redirect(
      context, to: .practice(ids.practice), notice: Message("noticeHandedFileRemoved"))
  }
}
