import Civic
import Exact
import Exchange
import HTTPTypes
import Hummingbird
import Opinions
import Pages
import Store

/// Opinion conversations, for residents.
struct ConversationRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    let base = "/cities/:city/conversations/:conversation"
    routes.get("/cities/:city/listen", use: listen)
    routes.get("\(base)", use: show)
    routes.post("\(base)/participation", use: enter)
    routes.get("\(base)/participation/:token", use: link)
    routes.post("\(base)/participation/:token", use: follow)
    routes.post("\(base)/votes", use: vote)
    routes.post("\(base)/statements", use: write)
    routes.get("\(base)/votes.csv", use: file(ConversationCount.votesName))
    routes.get("\(base)/statements.csv", use: file(ConversationCount.statementsName))
    MyConversationRoutes(services: services).add(to: routes, at: base)
    ConversationDeskRoutes(services: services).add(to: routes, at: base)
  }

  @Sendable private func listen(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let id = ID<City>(rawValue: try context.parameters.require("city"))
    guard let city = try await services.cities.atlas().city(id) else { throw StoreError.notFound }
    let register = try await services.register.register(of: id, for: context.viewer)
    let page = ListenPage(
      frame: try await services.frame(context, at: .listen(of: id)), city: city,
      conversations: register.conversations.sorted { $0.id > $1.id })
    return services.page(page.html)
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    try await page(request, context)
  }

  private func page(
    _ request: Request, _ context: AppContext, input: FormInput = FormInput([]),
    problems: [FieldProblem] = []
  ) async throws -> Response {
    let (city, conversation) = try await services.conversation(context)
    let all = try await services.conversations.statements(of: conversation.id)
    let result = try await conversation.decision.asyncMap {
      try ConversationCount.result(of: try await services.decisions.decision($0).decision)
    }
    let plan = try await services.plans.workingPlans(for: context.viewer).map(\.plan)
      .first {
        $0.city == city.id && $0.phase.isOpen && context.viewer.may(.editContent, .plan($0))
      }
    let page = ConversationPage(
      frame: try await services.frame(context, at: .conversation(conversation.id, of: city.id)),
      city: city, conversation: conversation,
      statements: result == nil ? [] : all.filter { $0.moderation.state == .shown },
      standing: try await standing(request, of: conversation, all), result: result, plan: plan,
      input: input, problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  /// Where somebody stands: their own votes, and the statement to vote on now.
  private func standing(
    _ request: Request, of conversation: Conversation, _ all: [ConversationStatement]
  ) async throws -> ConversationStanding {
    var standing = ConversationStanding()
    standing.sendsMail = services.sendsMail
    let subject = conversation.participation
    guard conversation.state(on: services.clock().day).takesVotes,
      let token = ResidentCookie.token(of: request, in: subject),
      let resident = try await services.conversations.resident(
        token.participation(in: subject), in: subject)
    else { return standing }
    let shown = all.filter { $0.moderation.state == .shown }
    let votes = try await services.conversations.votes(of: resident, in: conversation.id)
    standing.shown = shown.count
    let visible = Set(shown.map(\.number))
    standing.votes = votes.filter { visible.contains($0.key) }
    if let wanted = request.uri.queryParameters["statement"].flatMap({ Int($0) }) {
      standing.next = shown.first { $0.number == wanted }
      return standing
    }
    let open = shown.map(\.number).filter { votes[$0] == nil }
    let priorities = try await services.priorities(of: conversation, all)
    let drawn = StatementDraw.next(
      among: open, priority: { priorities[$0] ?? Services.newPriority }, participant: resident,
      votes: votes.count)
    standing.next = shown.first { $0.number == drawn }
    return standing
  }

  /// Runs a step and goes back to the conversation, or says there what is wrong.
  private func step(
    _ request: Request, _ context: AppContext, _ input: FormInput, notice: Message? = nil,
    _ body: (Conversation, SecretToken) async throws -> Void
  ) async throws -> Response {
    let (city, conversation) = try await services.conversation(context)
    let link = Link.conversation(conversation.id, of: city.id)
    guard let token = ResidentCookie.token(of: request, in: conversation.participation) else {
      return services.redirect(context, to: link)
    }
    do {
      try await body(conversation, token)
    } catch StoreError.invalid(let faults) {
      return try await page(
        request, context, input: input,
        problems: faults.map { FieldProblem(field: $0.field, message: $0.message) })
    }
    return services.redirect(context, to: link, notice: notice)
  }

  @Sendable private func vote(_ request: Request, _ context: AppContext) async throws -> Response {
    let input = try await services.form(request, context).input
    return try await step(request, context, input) { conversation, token in
      let digest = token.participation(in: conversation.participation)
      guard let stance = Stance(word: input["vote"]),
        let statement = input["statement"].flatMap({ Int($0) })
      else { throw HTTPError(.badRequest) }
      try await services.limiter.require(
        .votes(perHour: conversation.votesPerHour), of: digest.rawValue, at: services.clock())
      try await services.conversations.vote(
        stance, on: statement, in: conversation.id, digest, at: services.clock())
    }
  }

  @Sendable private func write(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let notice = Message("noticeStatementAdded")
    return try await step(request, context, input, notice: notice) { conversation, token in
      let digest = token.participation(in: conversation.participation)
      try await services.limiter.require(
        .statements(perDay: conversation.statementsPerDay), of: digest.rawValue,
        at: services.clock())
      try await services.conversations.add(
        input.text("text"), in: context.language, to: conversation.id, digest,
        at: services.clock())
    }
  }

  private func file(
    _ name: String
  ) -> @Sendable (Request, AppContext) async throws -> Response {
    { request, context in
      let (_, conversation) = try await services.conversation(context)
      guard let decision = conversation.decision,
        let bytes = try await services.decisions.inputs(of: decision)[name]
      else { throw StoreError.notFound }
      return services.download(bytes, type: "text/csv; charset=utf-8", name: name)
    }
  }
}

extension ConversationRoutes {
  /// Lets somebody in: at once, or by a letter to an address.
  @Sendable private func enter(_ request: Request, _ context: AppContext) async throws -> Response {
    let input = try await services.form(request, context).input
    let (city, conversation) = try await services.conversation(context)
    let now = services.clock()
    try await services.limiter.require(
      .participants(perHour: services.settings.participantLimit), of: context.client, at: now)
    let link = Link.conversation(conversation.id, of: city.id)
    do {
      switch conversation.entry {
      case .open:
        let token = services.token()
        try await services.conversations.enter(
          conversation.id, as: services.residentID(),
          token.participation(in: conversation.participation), at: now)
        var response = services.redirect(context, to: link, notice: Message("noticeTakesPart"))
        ResidentCookie.set(token, for: conversation.participation, in: &response, context)
        return response
      case .letter:
        try await sendLetter(request, context, input, city: city, conversation)
        return services.redirect(context, to: link, notice: Message("noticeLinkSent"))
      }
    } catch StoreError.invalid(let faults) {
      return try await page(
        request, context, input: input,
        problems: faults.map { FieldProblem(field: $0.field, message: $0.message) })
    }
  }

  private func sendLetter(
    _ request: Request, _ context: AppContext, _ input: FormInput, city: City,
    _ conversation: Conversation
  ) async throws {
    guard services.sendsMail else { throw HTTPError(.notFound) }
    let address: String
    do throws(AccountError) {
      address = try Account.email(input["email"] ?? "")
    } catch {
      throw StoreError.invalid([FieldFault(field: "email", message: error.message)])
    }
    let now = services.clock()
    let subject = conversation.participation
    let contact = Digest(of: "\(subject):\(address)".utf8)
    try await services.limiter.require(.recovery, of: contact.rawValue, at: now)
    let token = services.token()
    let link = Link.conversationPart(
      "participation/\(token.text)", conversation.id, of: city.id)
    let letter = ParticipationLetters(texts: services.catalogue.texts(for: context.language))
      .entry(
        id: services.id(), to: address, name: conversation.name, city: city,
        address: services.wholeAddress(link, in: context.language, asked: request))
    try await services.conversations.enter(
      conversation.id, as: services.residentID(), token.participation(in: subject),
      contact: contact, letter: letter, at: now)
  }

  /// The token of an address, when it lets somebody take part.
  private func opened(
    _ context: AppContext, in conversation: Conversation
  ) async throws -> SecretToken? {
    guard let token = SecretToken(try context.parameters.require("token")) else { return nil }
    let subject = conversation.participation
    let known = try await services.conversations.resident(
      token.participation(in: subject), in: subject)
    return known == nil ? nil : token
  }

  @Sendable private func link(_ request: Request, _ context: AppContext) async throws -> Response {
    let (city, conversation) = try await services.conversation(context)
    guard let token = try await opened(context, in: conversation) else {
      return try await services.invalidLink(context)
    }
    let link = Link.conversationPart(
      "participation/\(token.text)", conversation.id, of: city.id)
    let page = ParticipationLinkPage(
      frame: try await services.frame(context, at: link), city: city, name: conversation.name,
      action: link)
    return services.page(page.html)
  }

  @Sendable private func follow(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    _ = try await services.form(request, context)
    let (city, conversation) = try await services.conversation(context)
    guard let token = try await opened(context, in: conversation) else {
      return try await services.invalidLink(context)
    }
    var response = services.redirect(
      context, to: .conversation(conversation.id, of: city.id),
      notice: Message("noticeTakesPart"))
    ResidentCookie.set(token, for: conversation.participation, in: &response, context)
    return response
  }
}

extension Services {
  /// The conversation that an address names, with its city, for those who may read it.
  func conversation(_ context: AppContext) async throws -> (City, Conversation) {
    let id = ID<City>(rawValue: try context.parameters.require("city"))
    let conversation = try await register.entry(
      ID<Conversation>(rawValue: try context.parameters.require("conversation")),
      for: context.viewer)
    guard conversation.city == id, let city = try await cities.atlas().city(id) else {
      throw StoreError.notFound
    }
    return (city, conversation)
  }

  /// An identifier for a participant that does not tell when they came.
  func residentID() -> ID<Resident> {
    var random = SystemRandomNumberGenerator()
    return ID(at: 0, using: &random)
  }

  /// What residents of a city said that an action can come from: statements on which most, or every
  /// group, agree.
  func saidOrigins(of city: ID<City>) async throws -> [NamedOrigin] {
    let closed = try await register.register(of: city, for: .anonymous).conversations
    var origins: [NamedOrigin] = []
    for conversation in closed {
      guard let decision = conversation.decision else { continue }
      let result = try ConversationCount.result(
        of: try await decisions.decision(decision).decision)
      let agreed = (result.consensus + result.bridging).filter(\.isAgreement)
      let numbers = Set(agreed.map(\.statement))
      origins += try await conversations.statements(of: conversation.id)
        .filter { numbers.contains($0.number) && $0.moderation.state == .shown }
        .map { NamedOrigin($0.reference, name: $0.text) }
    }
    return origins
  }
}

extension Optional where Wrapped: Sendable {
  /// What a question answers about a value that is there.
  fileprivate func asyncMap<Value>(
    _ transform: (Wrapped) async throws -> Value
  ) async rethrows -> Value? {
    guard let self else { return nil }
    return try await transform(self)
  }
}
