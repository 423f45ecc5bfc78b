public import Exact

/// The rules of a budget vote as they were fixed when it opened: published, and never changed.
public struct BudgetVoteRules: Codable, Hashable, Sendable {
  public static let format = "gradnik-budget-vote/1"

  public let format: String
  public let consultation: Exact.ID<Consultation>
  public let city: Exact.ID<City>
  public let cityName: Multilingual
  public let country: String
  public let isDemonstration: Bool
  public let name: Multilingual
  public let text: Multilingual?
  /// The plan that what is funded is for.
  public let plan: Exact.ID<Plan>?
  public let votingFrom: Day
  public let votingUntil: Day
  /// The time by which the days are days, and the moments that makes; none for UTC.
  public let timeZone: String?
  public let votingStarts: Instant?
  public let votingEnds: Instant?
  public let currency: Currency
  public let budget: MinorUnits
  public let entry: VoterEntry
  public let hasDesk: Bool
  public let hasPaper: Bool
  public let perAddress: Int?
  public let ballot: Ballot
  public let counting: Counting
  /// In the order of the ballot.
  public let projects: [Project]
  /// The public key (Ed25519, hexadecimal) that receipts can be checked with.
  public let receiptKey: String

  /// The limits of a ballot.
  public struct Ballot: Codable, Hashable, Sendable {
    public let style: BallotStyle
    public let fewest: Int
    public let most: Int?
    public let points: Int?
    public let mostPoints: Int?
  }

  /// How ballots are counted.
  public struct Counting: Codable, Hashable, Sendable {
    public let rule: CountingRule
    public let satisfaction: VoterSatisfaction?
    public let completion: SharesCompletion
    public let comparison: Bool
    public let eligibility: Int?
    public let threshold: Int?
    public let ties: TieRule
  }

  public struct Project: Codable, Hashable, Sendable {
    /// Its number on the ballot, from 1.
    public let number: Int
    public let id: Exact.ID<VoteProject>
    public let name: Multilingual
    public let text: Multilingual?
    public let cost: MinorUnits
    public let category: String?
    public let district: String?
    public let latitude: ExactDecimal?
    public let longitude: ExactDecimal?
    public let alternative: String?
    public let proposer: String?
  }

  /// Fixes the rules of a consultation.
  ///
  /// - Throws: ``ConsultationError/incomplete(_:)`` with what is missing.
  public init(
    _ consultation: Consultation, projects: [VoteProject], city: City, receiptKey: String,
    at now: Instant
  ) throws(ConsultationError) {
    let missing = Self.missing(consultation, projects, in: city, at: now)
    guard missing.isEmpty, let from = consultation.votingFrom, let until = consultation.votingUntil,
      let budget = consultation.budget
    else { throw .incomplete(missing) }
    format = Self.format
    self.consultation = consultation.id
    self.city = city.id
    cityName = city.name
    country = city.country
    isDemonstration = city.isDemonstration
    name = consultation.name
    text = consultation.text
    plan = consultation.plan
    votingFrom = from
    votingUntil = until
    timeZone = city.civilTime.name
    votingStarts = city.civilTime.start(of: from)
    votingEnds = city.civilTime.start(of: until.adding(days: 1))
    currency = consultation.currency
    self.budget = budget
    entry = consultation.entry
    hasDesk = consultation.hasDesk
    hasPaper = consultation.hasPaper
    perAddress = consultation.perAddress
    ballot = Ballot(
      style: consultation.ballot, fewest: consultation.fewest ?? 1, most: consultation.most,
      points: consultation.points, mostPoints: consultation.mostPoints)
    counting = Counting(
      rule: consultation.rule, satisfaction: consultation.satisfaction,
      completion: consultation.completion, comparison: consultation.comparison,
      eligibility: consultation.eligibility, threshold: consultation.threshold,
      ties: consultation.ties)
    self.projects = projects.enumerated().map { Self.project($0.element, number: $0.offset + 1) }
    self.receiptKey = receiptKey
  }

  /// What is missing before it can open; nothing when it can.
  public static func missing(
    _ consultation: Consultation, _ projects: [VoteProject], in city: City, at now: Instant
  ) -> [Message] {
    var missing: [Message] = []
    if consultation.budget == nil { missing.append(Message("voteMissingBudget")) }
    if consultation.votingFrom == nil || consultation.votingUntil == nil {
      missing.append(Message("voteMissingDays"))
    }
    if let until = consultation.votingUntil,
      city.civilTime.start(of: until.adding(days: 1)) <= now
    {
      missing.append(Message("voteMissingFuture"))
    }
    if projects.count < 2 { missing.append(Message("voteMissingProjects")) }
    if projects.contains(where: { $0.cost > consultation.budget ?? .max }) {
      missing.append(Message("voteMissingAffordable"))
    }
    if consultation.rule == .greedyExclusive, !projects.contains(where: { $0.alternative != nil }) {
      missing.append(Message("voteMissingGroups"))
    }
    return missing
  }

  private static func project(_ project: VoteProject, number: Int) -> Project {
    Project(
      number: number, id: project.id, name: project.name, text: project.text, cost: project.cost,
      category: project.category, district: project.district, latitude: project.latitude,
      longitude: project.longitude, alternative: project.alternative, proposer: project.proposer)
  }
}

extension BudgetVoteRules {
  /// The canonical bytes: what is published and hashed.
  ///
  /// - Throws: `EncodingError`.
  public func bytes() throws -> [UInt8] {
    CanonicalJSON.bytes(of: try JSONValue(encoding: self))
  }

  /// Reads what ``bytes()`` writes.
  public init(reading bytes: [UInt8]) throws {
    self = try JSONValue(parsing: bytes, limits: .records).decoded()
  }

  public func money(_ amount: MinorUnits) -> Money {
    Money(minorUnits: amount, currency: currency)
  }

  public func project(_ number: Int) -> Project? {
    projects.indices.contains(number - 1) ? projects[number - 1] : nil
  }

  /// The most projects that a ballot can name.
  public var mostChoices: Int { min(ballot.most ?? projects.count, projects.count) }
}

/// Why a step of a consultation cannot be taken.
public enum ConsultationError: Error, Hashable, Sendable {
  case incomplete([Message])
  /// Not in the phase that the step leads on from.
  case wrongPhase(ConsultationPhase)
  case votingNotOver
  /// Ballots on paper that two people have not entered alike.
  case paperUnsettled(Int)
  /// The secret key of the vote is not where it was kept.
  case keyLost
  /// The rule cannot count these projects.
  case uncountable
  /// The same person cannot enter a ballot twice.
  case sameClerk
  /// A ballot on paper of that number has a code, or was typed.
  case numberTaken

  public var message: Message {
    switch self {
    case .incomplete(let missing): missing.first ?? Message("voteMissingDays")
    case .wrongPhase: Message("voteWrongPhase")
    case .votingNotOver: Message("voteNotOver")
    case .paperUnsettled(let count): Message("votePaperUnsettled", ["count": .count(count)])
    case .keyLost: Message("voteKeyLost")
    case .uncountable: Message("voteUncountable")
    case .sameClerk: Message("votePaperSameClerk")
    case .numberTaken: Message("votePaperStubsTaken")
    }
  }
}
