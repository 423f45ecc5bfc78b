public import Exact

/// What one member of a round says. Nobody else sees it before it is time.
public struct ScoringSheet: Codable, Hashable, Sendable {
  public let round: Exact.ID<ScoringRound>
  public let account: Exact.ID<Account>
  public let stage: Int
  public var scores: [MemberScore]
  public var weights: MemberWeights
  public var submittedAt: Instant?

  public init(round: Exact.ID<ScoringRound>, account: Exact.ID<Account>, stage: Int) {
    self.round = round
    self.account = account
    self.stage = stage
    scores = []
    weights = MemberWeights(kind: .none)
  }

  public func score(_ action: Exact.ID<Action>, _ criterion: String) -> MemberScore? {
    scores.first { $0.action == action && $0.criterion == criterion }
  }

  /// Takes what was said by one criterion in place of what was said before.
  public mutating func take(_ given: [MemberScore], by criterion: String) {
    scores.removeAll { $0.criterion == criterion }
    scores += given
  }
}

/// How an action does by a criterion in one person's eyes.
public struct MemberScore: Codable, Hashable, Sendable {
  public let action: Exact.ID<Action>
  public let criterion: String
  /// Both nothing: "I don't know".
  public var low: ExactDecimal?
  public var high: ExactDecimal?
  public var evidence: String?
  public var address: String?

  public init(
    action: Exact.ID<Action>, criterion: String, low: ExactDecimal? = nil,
    high: ExactDecimal? = nil
  ) {
    self.action = action
    self.criterion = criterion
    self.low = low
    self.high = high
  }
}

extension ScoringRound {
  /// Whether somebody may see what others said in the stage that is open.
  ///
  /// - Parameter own: The viewer's own sheet of that stage.
  public func showsOthers(to viewer: Viewer, own: ScoringSheet?) -> Bool {
    switch phase {
    case .draft: false
    case .alone, .again: isMember(viewer) && own?.submittedAt != nil
    case .together, .accepted: true
    }
  }

  /// The sheets that count: of each member the last that was submitted.
  public func counted(_ sheets: [ScoringSheet]) -> [ScoringSheet] {
    members.compactMap { member in
      sheets.filter { $0.account == member && $0.submittedAt != nil && $0.stage <= stage }
        .max { $0.stage < $1.stage }
    }
  }
}

/// How far people are apart about one action and criterion.
public struct ScoreSpread: Hashable, Sendable {
  public let low: ExactDecimal?
  public let high: ExactDecimal?
  /// How many gave a score, and how many said that they do not know or said nothing.
  public let known: Int
  public let unknown: Int

  /// - Parameter sheets: Those that count.
  public init(
    _ sheets: [ScoringSheet], _ action: Exact.ID<Action>, _ criterion: ScoringCriterion
  ) {
    if let filled = criterion.filled(action) {
      (low, high) = (filled.value, filled.value)
      (known, unknown) = (0, 0)
      return
    }
    let given = sheets.compactMap { $0.score(action, criterion.id) }
    low = given.compactMap(\.low).min { $0.rational < $1.rational }
    high = given.compactMap(\.high).max { $0.rational < $1.rational }
    known = given.count { $0.low != nil }
    unknown = sheets.count - known
  }

  /// How much of the scale lies between the lowest and the highest score, 0 to 1.
  public func share(of criterion: ScoringCriterion) -> Double? {
    guard let low, let high else { return nil }
    let width = criterion.high.approximation - criterion.low.approximation
    return width > 0 ? (high.approximation - low.approximation) / width : 0
  }
}
