import Civic
import Database
import Exact
import Exchange
import Opinions
import Store

/// Brings in what invented residents said: conversations, proposals, a survey.
struct DemonstrationListening {
  let database: any Database
  let now: Instant

  struct Contents: Decodable {
    let votes: [DemonstrationVotes.Content]
    let conversations: [Talk]
    let surveys: [Questions]
    let proposals: [Round]
  }

  struct Talk: Decodable {
    let conversation: Conversation
    /// Days from today.
    let from: Int
    let until: Int
    let statements: [String]
    /// A participant each: `+` agrees, `-` disagrees, `0` passes, a full stop has not voted.
    let voices: [String]
  }

  struct Questions: Decodable {
    let survey: Survey
    let from: Int
    let until: Int
  }

  struct Round: Decodable {
    let round: ProposalRound
    let from: Int
    let until: Int
    let proposals: [Idea]
  }

  struct Idea: Decodable {
    let id: Exact.ID<Proposal>
    let title: String
    let text: String
    let district: String?
    let latitude: ExactDecimal?
    let longitude: ExactDecimal?
    let cost: MinorUnits?
    let credit: String?
    let supporters: Int
    let mergedInto: Exact.ID<Proposal>?
    let isAccepted: Bool?
    let answer: Multilingual?
  }

  private var conversations: ConversationStore { ConversationStore(database) }
  private var proposals: ProposalStore { ProposalStore(database) }

  /// - Parameter city: Where all of it is.
  func bringIn(_ contents: Contents, in city: Exact.ID<City>) async throws {
    guard
      try await RegisterStore(database).register(of: city, for: .machine).conversations.isEmpty
    else { return }
    for talk in contents.conversations { try await bringIn(talk) }
    for questions in contents.surveys { try await bringIn(questions) }
    for round in contents.proposals { try await bringIn(round) }
  }

  private func day(_ days: Int) -> Day { now.day.adding(days: days) }
  private func noon(_ days: Int) -> Instant {
    Instant(startOf: day(days)).adding(seconds: 12 * 3600)
  }

  private func enter(_ subject: String, at time: Instant) async throws -> Digest {
    var random = SystemRandomNumberGenerator()
    let digest = SecretToken(using: &random).participation(in: subject)
    try await ResidentStore(database).enter(
      Exact.ID(at: time.milliseconds, using: &random), digest, in: subject, at: time)
    return digest
  }

  private func bringIn(_ talk: Talk) async throws {
    var conversation = talk.conversation
    conversation.opensOn = day(talk.from)
    conversation.closesOn = day(talk.until)
    let id = conversation.id
    try await CityStore(database).add(conversation, by: .machine, at: noon(talk.from - 5))
    try await conversations.add(
      talk.statements, in: .english, to: id, by: .machine, at: noon(talk.from - 4))
    try await conversations.open(id, by: .machine, at: noon(talk.from - 1))
    for voice in talk.voices {
      let digest = try await enter(conversation.participation, at: noon(talk.from + 1))
      var stances: [Int: Stance] = [:]
      for (place, sign) in voice.enumerated() {
        stances[place + 1] =
          switch sign {
          case "+": .agree
          case "-": .disagree
          case "0": .pass
          default: nil
          }
      }
      try await conversations.vote(stances, in: id, digest, at: noon(talk.from + 1))
    }
    if talk.until < -1 { try await close(id, at: noon(talk.until + 2)) }
  }

  private func close(_ id: Exact.ID<Conversation>, at time: Instant) async throws {
    var random = SystemRandomNumberGenerator()
    let decision = Exact.ID<Decision>(at: time.milliseconds, using: &random)
    let city = try await CityStore(database).atlas()
    try await conversations.close(id, by: .machine, at: time) { conversation, votes, statements in
      try ConversationCount.decision(
        id: decision, on: conversation, votes: votes, statements: statements,
        city: city.city(conversation.city)?.name.text(for: .english).text ?? "", at: time)
    }
  }

  private func bringIn(_ questions: Questions) async throws {
    var survey = questions.survey
    survey.opensOn = day(questions.from)
    survey.closesOn = day(questions.until)
    try await CityStore(database).add(survey, by: .machine, at: noon(questions.from - 2))
    try await SurveyStore(database).open(survey.id, by: .machine, at: noon(questions.from - 1))
  }

  private func bringIn(_ content: Round) async throws {
    var round = content.round
    round.opensOn = day(content.from)
    round.closesOn = day(content.until)
    try await CityStore(database).add(round, by: .machine, at: noon(content.from - 2))
    let time = noon(content.from + 2)
    let most = content.proposals.map(\.supporters).max() ?? 0
    var people: [Digest] = []
    for _ in 0..<most { people.append(try await enter(round.participation, at: time)) }
    for idea in content.proposals {
      guard let author = people.first else { continue }
      try await proposals.submit(proposal(idea, in: round), picture: nil, author, at: time)
      try await proposals.moderate(idea.id, isShown: true, reason: nil, by: .machine, at: time)
      for person in people.prefix(idea.supporters) {
        try await proposals.support(idea.id, isOn: true, person, at: time)
      }
    }
    for idea in content.proposals {
      if let other = idea.mergedInto {
        try await proposals.merge(idea.id, into: other, by: .machine, at: noon(content.from + 6))
      }
      if let isAccepted = idea.isAccepted {
        try await proposals.answer(
          idea.id, isAccepted: isAccepted, text: idea.answer, by: .machine,
          at: noon(content.from + 9))
      }
    }
  }

  private func proposal(_ idea: Idea, in round: ProposalRound) -> Proposal {
    var proposal = Proposal(
      id: idea.id, round: round, title: idea.title, text: idea.text, language: .english,
      currency: .euro)
    proposal.district = idea.district
    proposal.latitude = idea.latitude
    proposal.longitude = idea.longitude
    proposal.cost = idea.cost
    proposal.credit = idea.credit
    return proposal
  }
}
