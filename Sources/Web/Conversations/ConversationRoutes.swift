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
      frame: try await services.frame(context, at: .listen(of: id), in: city), city: city,
      register: register)
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
      frame: try await services.frame(
        context, at: .conversation(conversation.id, of: city.id), in: city),
      city: city, conversation: conversation,
      statements: result == nil ? [] : all.filter { $0.moderation.state == .shown },
      standing: try await standing(
        request, of: conversation, all, on: services.today(in: city)),
      result: result, plan: plan,
      became: result == nil ? [:] : try await became(conversation, in: city, context),
      input: input, problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  /// The actions that came of statements, by their numbers.
  private func became(
    _ conversation: Conversation, in city: City, _ context: AppContext
  ) async throws -> [Int: [ProposalAction]] {
    let number = { (origin: RecordReference) -> Int? in
      ConversationStatement.place(origin).flatMap {
        $0.conversation == conversation.id ? $0.number : nil
      }
    }
    let actions = try await services.actions(in: city, context) { number($0) != nil }
    return Dictionary(grouping: actions) { number($0.origin) ?? 0 }
      .mapValues { $0.map { $0.action } }
  }

  /// Where somebody stands: their own votes, and the statement to vote on now.
  private func standing(
    _ request: Request, of conversation: Conversation, _ all: [ConversationStatement],
    on today: Day
  ) async throws -> ConversationStanding {
    var standing = ConversationStanding()
    standing.sendsMail = services.sendsMail
    let subject = conversation.participation
    guard conversation.state(on: today).takesVotes,
      let token = ResidentCookie.token(of: request, in: subject),
      let resident = try await services.residents.resident(
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
  private func participation(_ city: City, _ conversation: Conversation) -> Participation {
    Participation(
      subject: conversation.participation, name: conversation.name, city: city,
      entry: conversation.entry,
      isOpen: conversation.state(on: services.today(in: city)).takesVotes,
      link: .conversation(conversation.id, of: city.id)
    ) { .conversationPart("participation/\($0.text)", conversation.id, of: city.id) }
  }

  @Sendable private func enter(_ request: Request, _ context: AppContext) async throws -> Response {
    let input = try await services.form(request, context).input
    let (city, conversation) = try await services.conversation(context)
    do {
      return try await ParticipationDesk(services: services).enter(
        participation(city, conversation), input, request, context)
    } catch StoreError.invalid(let faults) {
      return try await page(
        request, context, input: input,
        problems: faults.map { FieldProblem(field: $0.field, message: $0.message) })
    }
  }

  @Sendable private func link(_ request: Request, _ context: AppContext) async throws -> Response {
    let (city, conversation) = try await services.conversation(context)
    return try await ParticipationDesk(services: services).link(
      participation(city, conversation), context)
  }

  @Sendable private func follow(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    _ = try await services.form(request, context)
    let (city, conversation) = try await services.conversation(context)
    return try await ParticipationDesk(services: services).follow(
      participation(city, conversation), context)
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
    let register = try await register.register(of: city, for: .anonymous)
    var origins: [NamedOrigin] = []
    for round in register.proposalRounds {
      origins += try await proposals.proposals(of: round.id)
        .filter { $0.isShown && $0.mergedInto == nil }
        .map { NamedOrigin($0.reference, name: $0.title) }
    }
    for conversation in register.conversations {
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
