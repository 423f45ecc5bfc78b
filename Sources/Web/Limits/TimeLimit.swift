import HTTPTypes
public import Hummingbird

/// Ends what takes too long: the work is cancelled and the one who asked is told to come again.
public struct TimeLimit<Responder: HTTPResponder>: HTTPResponder
where Responder.Context: Sendable {
  let responder: Responder
  let limit: Duration
  let refusal: @Sendable (Request, Responder.Context) async -> Response

  public func respond(
    to request: Request, context: Responder.Context
  ) async throws -> Response {
    try await withThrowingTaskGroup(of: Response?.self) { group in
      group.addTask {
        try await Task.sleep(for: limit)
        return nil
      }
      group.addTask { try await responder.respond(to: request, context: context) }
      defer { group.cancelAll() }
      guard let response = try await group.next() ?? nil else {
        return await refusal(request, context)
      }
      return response
    }
  }
}
