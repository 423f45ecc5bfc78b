import Civic
import Exact
import Exchange
import HTTPTypes
import Pages
import Store

/// Conversations, surveys and rounds of proposals, as the city keeps them.
///
/// What residents say and answer is theirs: they do it on their pages, known by their own cookie.
struct ListeningOperations {
  private let family = APIFamily(topic: .participation)

  var all: [APIOperation] { conversations + surveys + proposals }

  private static let decision: [APIProperty] = [
    .flag("isShown"), .text("reason", isRequired: false, longest: 1000),
  ]

  // MARK: Conversations

  private var conversations: [APIOperation] {
    let base = "/cities/:city/conversations/:conversation"
    return [
      family.list(
        "\(base)/statements", "listStatement",
        "The statements that are shown; with a token of those who keep it, all", of: Self.statement,
        access: .open
      ) { request in
        let (city, conversation) = try await request.services.conversation(request.context)
        let isKept = request.viewer.may(.manageCity, .city(city.id))
        return try await request.services.conversations.statements(of: conversation.id)
          .filter { isKept || $0.moderation.state == .shown }
          .map { APIItem(id: APIItem.place($0.number), json: try $0.json(isKept: isKept)) }
      },
      family.step(
        "\(base)/statements", "addStatements", "Add statements of the city",
        body: [
          APIProperty(
            name: "statements", schema: .list(.text(APIText(longest: 2000)), longest: 200),
            isRequired: true),
          APIProperty(name: "language", schema: .text(.language), isRequired: false),
        ]
      ) { request in
        let conversation = try await kept(request)
        let lines = (request.body["statements"]?.array ?? []).compactMap(\.string)
          .compactMap { FormInput([("text", $0)]).text("text") }
        guard !lines.isEmpty else {
          throw APIFault(at: "statements", Message("problemStatementEmpty"))
        }
        let language = request.body["language"]?.string.flatMap(Language.init(rawValue:))
        try await request.services.conversations.add(
          lines, in: language ?? request.context.language, to: conversation.id,
          by: request.viewer, at: request.now)
      },
      family.step(
        "\(base)/statements/:number/moderation", "moderateStatement",
        "Show a statement, or refuse it with a reason", body: Self.decision
      ) { request in
        let conversation = try await kept(request)
        try await request.services.conversations.moderate(
          try request.number("number"), in: conversation.id, isShown: request.isTrue("isShown"),
          reason: request.text("reason"), by: request.viewer, at: request.now)
      },
      family.step(
        "\(base)/opening", "openConversation", "Open a conversation", access: .decision
      ) { request in
        try await request.services.conversations.open(
          try await kept(request).id, by: request.viewer, at: request.now)
      },
      family.make(
        "\(base)/closing", "closeConversation",
        "Close a conversation, find its groups, and publish the decision", access: .decision
      ) { request in
        _ = try await kept(request)
        let (city, conversation) = try await request.services.conversation(request.context)
        return .made(
          try await request.services.closeConversation(conversation, in: city, by: request.viewer),
          at: "/decisions")
      },
    ]
  }

  private static let statement = APISchema.object([
    .whole("number", 1...APISchema.exact.upperBound), .text("text", longest: 20_000),
    APIProperty(name: "language", schema: .text(.language), isRequired: true), .flag("isByCity"),
    .choice("state", of: ModerationState.self), .text("reason", isRequired: false),
    .text("appeal", isRequired: false),
  ])

  private func kept(_ request: APIRequest) async throws -> Conversation {
    let (city, conversation) = try await request.services.conversation(request.context)
    try request.viewer.require(.manageCity, .city(city.id))
    return conversation
  }

  // MARK: Surveys

  private var surveys: [APIOperation] {
    let base = "/cities/:city/surveys/:survey"
    return [
      family.step("\(base)/opening", "openSurvey", "Open a survey", access: .decision) { request in
        try await request.services.surveys.open(
          try await survey(request).id, by: request.viewer, at: request.now)
      },
      family.step(
        "\(base)/closing", "closeSurvey", "Close a survey and count it", access: .decision
      ) { request in
        try await request.services.surveys.close(
          try await survey(request).id, by: request.viewer, at: request.now)
      },
      family.one(
        "\(base)/result", "getSurveyResult", "What a closed survey says", access: .open
      ) { request in
        let survey = try await survey(request)
        guard let result = try await request.services.surveys.result(of: survey.id) else {
          throw StoreError.notFound
        }
        return try .value(encoding: result)
      },
      family.list(
        "\(base)/answers", "listSurveyAnswer",
        "All answers, a person at a time in an order drawn by lot: for the city's own people"
      ) { request in
        let answers = try await request.services.surveys.allAnswers(
          to: try await survey(request), for: request.viewer)
        return answers.enumerated().map { place, given in
          var object = JSONObject()
          for (question, values) in given {
            object[String(question)] = .array(values.map { .string($0) })
          }
          return APIItem(id: APIItem.place(place), json: .object(object))
        }
      },
    ]
  }

  private func survey(_ request: APIRequest) async throws -> Survey {
    try await EntryOperations<Survey>.entry(request, named: "survey")
  }

  // MARK: Proposals

  private var proposals: [APIOperation] {
    let base = "/cities/:city/proposals/:proposal"
    return [
      family.list(
        "/cities/:city/proposal-rounds/:round/proposals", "listProposal",
        "The proposals that are shown; with a token of those who look after them, all",
        access: .open
      ) { request in
        let round = try await EntryOperations<ProposalRound>.entry(request, named: "round")
        let isOurs = request.viewer.may(.manageCity, .city(round.city))
        let supporters = try await request.services.proposals.supporters(of: round.id)
        return try await request.services.proposals.proposals(of: round.id)
          .filter { $0.isShown || isOurs }
          .map {
            APIItem(
              id: $0.id.rawValue, json: try $0.json(supporters: supporters[$0.id], isKept: isOurs))
          }
      },
      family.one(base, "getProposal", "One proposal", access: .open) { request in
        let proposal = try await proposal(request)
        let supporters = try await request.services.proposals.supporters(of: proposal.round)
        return .value(
          try proposal.json(
            supporters: supporters[proposal.id],
            isKept: request.viewer.may(.manageCity, .city(proposal.city))))
      },
      step(
        "moderation", "moderateProposal", "Show a proposal, or refuse it with a reason",
        Self.decision
      ) { store, id, request in
        try await store.moderate(
          id, isShown: request.isTrue("isShown"), reason: request.text("reason"),
          by: request.viewer, at: request.now)
      },
      step("merger", "mergeProposal", "Join a proposal to another", [.id("into")]) {
        store, id, request in
        try await store.merge(
          id, into: ID(rawValue: request.body["into"]?.string ?? ""), by: request.viewer,
          at: request.now)
      },
      step(
        "answer", "answerProposal", "Say whether the city takes a proposal up, and why",
        [.flag("isAccepted"), .text("text")]
      ) { store, id, request in
        try await store.answer(
          id, isAccepted: request.isTrue("isAccepted"),
          text: request.text("text").map { Multilingual($0, in: request.context.language) },
          by: request.viewer, at: request.now)
      },
      family.step(
        "/cities/:city/proposal-rounds/:round/closing", "closeProposalRound",
        "Close a round of proposals", access: .decision
      ) { request in
        let round = try await EntryOperations<ProposalRound>.entry(request, named: "round")
        try await request.services.proposals.close(round.id, by: request.viewer, at: request.now)
      },
    ]
  }

  private func step(
    _ step: String, _ name: String, _ summary: String, _ body: [APIProperty],
    run: @escaping @Sendable (ProposalStore, ID<Proposal>, APIRequest) async throws -> Void
  ) -> APIOperation {
    family.step(
      "/cities/:city/proposals/:proposal/\(step)", name, summary, body: body
    ) { request in
      let proposal = try await proposal(request)
      try request.viewer.require(.manageCity, .city(proposal.city))
      try await run(request.services.proposals, proposal.id, request)
    }
  }

  private func proposal(_ request: APIRequest) async throws -> Proposal {
    let proposal = try await request.services.proposals.proposal(try request.id("proposal"))
    let round = try await request.services.register.entry(proposal.round, for: request.viewer)
    guard round.city == (try request.id("city")),
      proposal.isShown || request.viewer.may(.manageCity, .city(round.city))
    else { throw StoreError.notFound }
    return proposal
  }
}

extension EntryOperations {
  /// An entry whose city is named in the address too.
  static func entry(_ request: APIRequest, named name: String) async throws -> Entry {
    let entry: Entry = try await request.services.register.entry(
      try request.id(name), for: request.viewer)
    guard entry.city == (try request.id("city")) else { throw StoreError.notFound }
    return entry
  }
}

extension ConversationStatement {
  /// - Parameter isKept: With what is between its author and those who moderate.
  fileprivate func json(isKept: Bool) throws -> JSONValue {
    var object = JSONObject()
    object["number"] = JSONNumber(exactly: Int64(number)).map { .number($0) }
    object["text"] = .string(text)
    object["language"] = .string(language.rawValue)
    object["isByCity"] = .bool(isByCity)
    object["state"] = .string(moderation.state.rawValue)
    if isKept {
      object["reason"] = moderation.reason.map { .string($0) }
      object["appeal"] = moderation.appeal.map { .string($0) }
    }
    return .object(object)
  }
}

extension Proposal {
  fileprivate func json(supporters: Int?, isKept: Bool) throws -> JSONValue {
    var shown = self
    shown.supporters = self.supporters ?? supporters ?? 0
    if !isKept { shown.moderation = Moderated(moderation.state) }
    return try JSONValue(encoding: shown)
  }
}
