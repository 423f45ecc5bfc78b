import Civic
import Exact
import Hummingbird
import Opinions
import Pages
import Store

/// What somebody said in a conversation, for themselves alone.
struct MyConversationRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>, at base: String) {
    routes.get("\(base)/mine", use: show)
    routes.get("\(base)/mine/data.json", use: data)
    routes.post("\(base)/mine/appeals", use: appeal)
    routes.post("\(base)/mine/erasure", use: erase)
  }

  private struct Mine {
    let city: City
    let conversation: Conversation
    let digest: Digest
    let statements: [ConversationStatement]
    let votes: [Int: Stance]
    let written: Set<Int>
  }

  /// - Throws: ``StoreError/notFound`` for those who take no part.
  private func mine(_ request: Request, _ context: AppContext) async throws -> Mine {
    let (city, conversation) = try await services.conversation(context)
    let subject = conversation.participation
    guard let token = ResidentCookie.token(of: request, in: subject) else {
      throw StoreError.notFound
    }
    let digest = token.participation(in: subject)
    guard let resident = try await services.residents.resident(digest, in: subject) else {
      throw StoreError.notFound
    }
    let votes = try await services.conversations.votes(of: resident, in: conversation.id)
    let written = try await services.conversations.written(by: resident, in: conversation.id)
    let statements = try await services.conversations.statements(of: conversation.id)
      .filter { written.contains($0.number) || votes[$0.number] != nil }
    return Mine(
      city: city, conversation: conversation, digest: digest, statements: statements,
      votes: votes, written: written)
  }

  private func page(
    _ mine: Mine, _ context: AppContext, input: FormInput = FormInput([]),
    problems: [FieldProblem] = []
  ) async throws -> Response {
    let link = Link.conversationPart("mine", mine.conversation.id, of: mine.city.id)
    let page = MyConversationPage(
      frame: try await services.frame(context, at: link, in: mine.city), city: mine.city,
      conversation: mine.conversation, statements: mine.statements, votes: mine.votes,
      written: mine.written, input: input, problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    try await page(try await mine(request, context), context)
  }

  @Sendable private func data(_ request: Request, _ context: AppContext) async throws -> Response {
    let mine = try await mine(request, context)
    let statements = mine.statements.map { statement -> JSONValue in
      var object = JSONObject()
      object["number"] = .string(String(statement.number))
      object["text"] = .string(statement.text)
      object["vote"] = mine.votes[statement.number].map { .string($0.word) }
      object["isMine"] = .bool(mine.written.contains(statement.number))
      if mine.written.contains(statement.number) {
        object["state"] = .string(statement.moderation.state.rawValue)
        object["reason"] = statement.moderation.reason.map { .string($0) }
        object["appeal"] = statement.moderation.appeal.map { .string($0) }
      }
      return .object(object)
    }
    let all: JSONValue = [
      "conversation": .string(mine.conversation.id.rawValue), "statements": .array(statements),
    ]
    return services.download(
      CanonicalJSON.bytes(of: all), type: "application/json", name: "conversation.json")
  }

  @Sendable private func appeal(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let mine = try await mine(request, context)
    let number = input["item"].flatMap { Int($0) } ?? 0
    do {
      try await services.conversations.appeal(
        input.text("appeal-\(number)"), about: number, in: mine.conversation.id, mine.digest,
        at: services.clock())
    } catch StoreError.invalid(let faults) {
      return try await page(
        mine, context, input: input,
        problems: faults.map { FieldProblem(field: $0.field, message: $0.message) })
    }
    return services.redirect(
      context, to: .conversationPart("mine", mine.conversation.id, of: mine.city.id),
      notice: Message("noticeSaved"))
  }

  @Sendable private func erase(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    _ = try await services.form(request, context)
    let mine = try await mine(request, context)
    try await services.conversations.erase(mine.digest, in: mine.conversation.id)
    var response = services.redirect(
      context, to: .conversation(mine.conversation.id, of: mine.city.id),
      notice: Message("noticeErased"))
    ResidentCookie.clear(mine.conversation.participation, in: &response, context)
    return response
  }
}
