import HTTPTypes
public import Hummingbird

/// Ends what takes too long: the work is cancelled and the one who asked is told to come again.
public struct TimeLimit<Responder: HTTPResponder>: HTTPResponder
where Responder.Context: Sendable {
  let responder: Responder
  let refusal: @Sendable (Request, Responder.Context) async -> Response
  private let deadlines: Deadlines

  init(
    responder: Responder, limit: Duration,
    refusal: @escaping @Sendable (Request, Responder.Context) async -> Response
  ) {
    self.responder = responder
    self.refusal = refusal
    deadlines = Deadlines(limit: limit)
  }

  public func respond(
    to request: Request, context: Responder.Context
  ) async throws -> Response {
    let work = Task { try await responder.respond(to: request, context: context) }
    let ticket = deadlines.add(work.cancel)
    let result = await withTaskCancellationHandler {
      await work.result
    } onCancel: {
      work.cancel()
    }
    guard deadlines.remove(ticket) else { return try result.get() }
    // What came after all is not thrown away: it may say what was written.
    if let response = try? result.get(), response.status.kind != .serverError { return response }
    return await refusal(request, context)
  }
}
