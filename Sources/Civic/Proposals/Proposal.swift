public import Exact

/// A time in which residents of a city propose what it should do.
public struct ProposalRound: RegisterEntry {
  public static let entityName = "proposal_round"

  public let id: Exact.ID<ProposalRound>
  public var revision: Int
  public var city: Exact.ID<City>
  public var name: Multilingual
  public var owner: Exact.ID<Organisation>?
  public var isPublic: Bool
  public var about: Multilingual?
  public var opensOn: Day?
  public var closesOn: Day?
  /// From how many supporters on the city promises an answer.
  public var answeredFrom: Int
  /// When who wrote and who supported was forgotten.
  public var closedAt: Instant?

  public init(id: Exact.ID<ProposalRound>, city: Exact.ID<City>, name: Multilingual) {
    self.id = id
    revision = 1
    self.city = city
    self.name = name
    isPublic = true
    answeredFrom = 1
  }

  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = commonProblems(in: atlas)
    problems.expectOrder(opensOn, closesOn, "closesOn")
    return problems.list
  }

  public func state(on today: Day) -> ListeningState {
    guard isPublic, let opensOn, let closesOn else { return .draft }
    if closedAt != nil { return .closed }
    if today < opensOn { return .waiting }
    return today > closesOn ? .ended : .collecting
  }

  /// The key under which its participants are kept.
  public var participation: String { "proposals:\(id.rawValue)" }
}

/// What a resident proposes. Who wrote it is kept apart; a name is shown where they want one.
public struct Proposal: Codable, Hashable, Sendable {
  public static let entityName = "proposal"

  public let id: Exact.ID<Proposal>
  public let round: Exact.ID<ProposalRound>
  public let city: Exact.ID<City>
  public var title: String
  public var text: String
  public var language: Language
  public var district: String?
  public var latitude: ExactDecimal?
  public var longitude: ExactDecimal?
  /// What its author thinks it costs.
  public var cost: MinorUnits?
  public var currency: Currency
  /// What the picture shows, where there is one.
  public var picture: String?
  /// The name under which its author wants to be known.
  public var credit: String?
  public var moderation: Moderated
  /// The proposal of which it is now a part.
  public var mergedInto: Exact.ID<Proposal>?
  public var answer: ProposalAnswer?
  /// How many supported it in the end.
  public var supporters: Int?

  public init(
    id: Exact.ID<Proposal>, round: ProposalRound, title: String, text: String,
    language: Language, currency: Currency
  ) {
    self.id = id
    self.round = round.id
    city = round.city
    self.title = title
    self.text = text
    self.language = language
    self.currency = currency
    moderation = Moderated(.waiting)
  }

  public var reference: RecordReference {
    RecordReference(kind: Self.entityName, id: id.rawValue)
  }

  public var state: ProposalState {
    if mergedInto != nil { return .merged }
    if let answer { return answer.isAccepted ? .accepted : .declined }
    return switch moderation.state {
    case .waiting: .waiting
    case .refused: .refused
    case .shown: .open
    }
  }

  /// Whether everybody may read it.
  public var isShown: Bool { moderation.state == .shown }

  /// The rules that it breaks.
  public var problems: [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expect(!title.isEmpty, "title", Message("problemTitle"))
    problems.expect(!text.isEmpty, "text", Message("problemProposalText"))
    let texts = [
      ("title", title, 150), ("text", text, 5000), ("district", district ?? "", 100),
      ("credit", credit ?? "", 100), ("picture", picture ?? "", 300),
    ]
    for (field, text, limit) in texts {
      problems.expect(
        text.count <= limit, field, Message("fieldTooLong", ["count": .count(limit)]))
    }
    problems.expect(latitude?.isWithin(-90...90) ?? true, "latitude", Message("problemLatitude"))
    problems.expect(
      longitude?.isWithin(-180...180) ?? true, "longitude", Message("problemLongitude"))
    problems.expect(
      cost.map { (0...PlanDocument.largestAmount).contains($0) } ?? true, "cost",
      Message("problemProposalCost"))
    return problems.list
  }

  /// From how many supporters on their number is shown.
  public static let leastShown = 5
}

/// What a city says to a proposal, and why.
public struct ProposalAnswer: Codable, Hashable, Sendable {
  public var isAccepted: Bool
  public var text: Multilingual
  public var day: Day

  public init(isAccepted: Bool, text: Multilingual, day: Day) {
    self.isAccepted = isAccepted
    self.text = text
    self.day = day
  }
}

/// What has become of a proposal.
public enum ProposalState: String, CaseIterable, Hashable, Sendable, Named {
  case waiting, refused, open, merged, accepted, declined

  public static let textPrefix = "proposalState"
}

extension [Proposal] {
  /// The names of all who wrote a proposal or one that is now a part of it, each once.
  public func credits(of proposal: Proposal) -> [String] {
    var seen: Set<String> = []
    let parts = [proposal] + filter { $0.mergedInto == proposal.id }
    return parts.compactMap(\.credit).filter { !$0.isEmpty && seen.insert($0).inserted }
  }
}
