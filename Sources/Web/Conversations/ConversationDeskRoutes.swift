import Civic
import Exact
import Exchange
import Hummingbird
import Pages
import Store

/// Where a city keeps its conversation: statements, moderation, opening and closing.
struct ConversationDeskRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>, at base: String) {
    routes.get("\(base)/desk", use: show)
    routes.post("\(base)/seeds", use: seed)
    routes.post("\(base)/moderation", use: moderate)
    routes.post("\(base)/opening", use: open)
    routes.post("\(base)/closing", use: close)
  }

  private func found(_ context: AppContext) async throws -> (City, Conversation) {
    let found = try await services.conversation(context)
    try context.viewer.require(.manageCity, .city(found.0.id))
    return found
  }

  private func page(
    _ context: AppContext, input: FormInput = FormInput([]), problems: [FieldProblem] = []
  ) async throws -> Response {
    let (city, conversation) = try await found(context)
    let link = Link.conversationPart("desk", conversation.id, of: city.id)
    let page = ConversationDeskPage(
      frame: try await services.frame(context, at: link, in: city), city: city,
      conversation: conversation,
      statements: try await services.conversations.statements(of: conversation.id),
      input: input, problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    try await page(context)
  }

  /// Runs a step and goes back to the desk, or says there what is wrong.
  private func step(
    _ request: Request, _ context: AppContext, notice: String = "noticeSaved",
    _ body: (City, Conversation, FormInput) async throws -> Void
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let (city, conversation) = try await found(context)
    do {
      try await body(city, conversation, input)
    } catch StoreError.invalid(let faults) {
      return try await page(
        context, input: input,
        problems: faults.map { FieldProblem(field: $0.field, message: $0.message) })
    }
    return services.redirect(
      context, to: .conversationPart("desk", conversation.id, of: city.id),
      notice: Message(notice))
  }

  @Sendable private func seed(_ request: Request, _ context: AppContext) async throws -> Response {
    try await step(request, context) { _, conversation, input in
      let lines = (input.text("statements") ?? "").split(separator: "\n").map {
        String($0.drop(while: \.isWhitespace)).trimmedEnd
      }.filter { !$0.isEmpty }
      guard (1...200).contains(lines.count) else {
        throw StoreError.invalid([
          FieldFault(field: "statements", message: Message("problemStatementEmpty"))
        ])
      }
      try await services.conversations.add(
        lines, in: context.language, to: conversation.id, by: context.viewer,
        at: services.clock())
    }
  }

  @Sendable private func moderate(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    try await step(request, context) { _, conversation, input in
      let number = input["item"].flatMap { Int($0) } ?? 0
      try await services.conversations.moderate(
        number, in: conversation.id, isShown: input["decision"] == "show",
        reason: input.text("reason-\(number)"), by: context.viewer, at: services.clock())
    }
  }

  @Sendable private func open(_ request: Request, _ context: AppContext) async throws -> Response {
    try await step(request, context, notice: "noticeListenOpened") { _, conversation, _ in
      try await services.conversations.open(
        conversation.id, by: context.viewer, at: services.clock())
    }
  }

  @Sendable private func close(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    try await step(request, context, notice: "noticeListenClosed") { city, conversation, _ in
      _ = try await services.closeConversation(conversation, in: city, by: context.viewer)
    }
  }
}

extension Services {
  /// Closes a conversation and publishes what it says.
  func closeConversation(
    _ conversation: Conversation, in city: City, by viewer: Viewer
  ) async throws -> ID<Decision> {
    let decision: ID<Decision> = id()
    let now = clock()
    let label = city.name.text(for: .english).text
    try await conversations.close(
      conversation.id, by: viewer, at: now
    ) { conversation, votes, statements in
      try ConversationCount.decision(
        id: decision, on: conversation, votes: votes, statements: statements, city: label, at: now)
    }
    return decision
  }
}

extension String {
  /// Without white space at the end.
  fileprivate var trimmedEnd: String {
    var text = self[...]
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}
