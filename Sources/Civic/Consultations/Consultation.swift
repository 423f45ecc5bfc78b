public import Exact

/// Something a city asks its residents: when, whom, and by which rules; those are fixed when it
/// opens.
public struct Consultation: Entity {
  public static let entityName = "consultation"

  public let id: Exact.ID<Consultation>
  public var revision: Int
  public var city: Exact.ID<City>
  public var kind: ConsultationKind
  public var phase: ConsultationPhase
  public var name: Multilingual
  public var text: Multilingual?
  /// Whom to ask: a role, not a person.
  public var contact: String?
  /// From when people can read about it.
  public var informationFrom: Day?
  /// The first day of voting.
  public var votingFrom: Day?
  /// The last day of voting, to its midnight in the city's time.
  public var votingUntil: Day?
  public var resultsBy: Day?
  public var currency: Currency
  public var budget: MinorUnits?
  public var entry: VoterEntry
  /// Whether voters can be helped at a desk.
  public var hasDesk: Bool
  /// Whether there are ballots on paper.
  public var hasPaper: Bool
  public var ballot: BallotStyle
  /// The fewest projects on a ballot; none is one.
  public var fewest: Int?
  /// The most projects on a ballot; none for as many as there are.
  public var most: Int?
  /// Points to be shared out; for ``BallotStyle/points``.
  public var points: Int?
  /// The most points for one project.
  public var mostPoints: Int?
  public var rule: CountingRule
  public var satisfaction: VoterSatisfaction?
  public var completion: SharesCompletion
  public var comparison: Bool
  /// With *k*: leaves out projects with votes / voters < cost / (*k* · budget).
  public var eligibility: Int?
  /// The least score, for the rule with a threshold.
  public var threshold: Int?
  public var ties: TieRule
  /// Attempts to vote an hour from one address; none for no limit.
  public var perAddress: Int?
  public var openedAt: Instant?
  /// Of the rules as they were fixed.
  public var rulesDigest: Digest?
  public var closedAt: Instant?
  public var decision: Exact.ID<Decision>?
  /// The city's time when it opened, and when voting begins and ends by it.
  public var timeZone: String?
  public var votingStarts: Instant?
  public var votingEnds: Instant?
  /// The plan that what is funded is for.
  public var plan: Exact.ID<Plan>?

  public init(
    id: Exact.ID<Consultation>, city: Exact.ID<City>, name: Multilingual, currency: Currency
  ) {
    self.id = id
    revision = 1
    self.city = city
    kind = .budgetVote
    phase = .draft
    self.name = name
    self.currency = currency
    entry = .email
    hasDesk = false
    hasPaper = false
    ballot = .approval
    rule = .equalShares
    completion = .add1
    comparison = false
    ties = .lot
    perAddress = 120
  }
}

extension Consultation {
  /// Whether ballots from voters themselves are taken.
  public func isVoting(at now: Instant) -> Bool {
    guard phase == .open, let start = votingStart, let end = votingEnd else { return false }
    return start <= now && now < end
  }

  /// The moment at which voting begins; by UTC where no other time was fixed.
  public var votingStart: Instant? { votingStarts ?? votingFrom.map { Instant(startOf: $0) } }

  /// The moment at which voting ends: the midnight after its last day.
  public var votingEnd: Instant? {
    votingEnds ?? votingUntil.map { Instant(startOf: $0.adding(days: 1)) }
  }

  /// What the decision on it stands for in the public log: the plan too, so that it finds it.
  public var decisionSubject: String { subject + (plan.map { " plan:\($0)" } ?? "") }

  /// The time by which its days are days.
  public func civilTime(in city: City) -> CivilTime {
    if let timeZone { return CivilTime(timeZone) ?? .universal }
    return votingEnds == nil && phase != .draft ? .universal : city.civilTime
  }

  /// Whether somebody may know of it.
  public func isReadable(by viewer: Viewer) -> Bool {
    phase != .draft || viewer.may(.readWorking, .city(city))
  }

  /// What stands for it in the public log.
  public var subject: String { "consultation/\(id)" }
}

extension Consultation: Fact {
  public func mayBeAdded(by viewer: Viewer) -> Bool {
    phase == .draft && viewer.may(.editContent, .city(city))
  }

  /// Rules that are fixed are changed by nobody.
  public func mayBeChanged(by viewer: Viewer) -> Bool { mayBeAdded(by: viewer) }

  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expectText(name, "name", "problemName")
    problems.expectKnown(city, among: atlas.cities, "name")
    problems.expectOrder(informationFrom, votingFrom, "votingFrom")
    problems.expectOrder(votingFrom, votingUntil, "votingUntil")
    problems.expectOrder(votingUntil, resultsBy, "resultsBy")
    problems.expect(
      budget.map { (1...PlanDocument.largestAmount).contains($0) } ?? true, "budget",
      Message("voteProblemBudget"))
    let (least, greatest) = (fewest ?? 0, most ?? Int.max)
    problems.expect(least <= greatest, "most", Message("voteProblemMost"))
    problems.expect(
      ballot != .points || (points ?? 0) > 0, "points", Message("voteProblemPoints"))
    problems.expect(
      ballot != .ranking || (1...50).contains(most ?? 0), "most", Message("voteProblemRanks"))
    problems.expect(
      rule != .greedyThreshold || threshold != nil, "threshold", Message("voteProblemThreshold"))
    problems.expect(
      rule == .equalShares || (completion == .none && !comparison), "completion",
      Message("voteProblemCompletion"))
    problems.expect(
      rule != .equalShares || satisfaction != .additive || !ballot.namesProjectsOnly,
      "satisfaction", Message("voteProblemSatisfaction"))
    return problems.list
  }
}
