public import Exact

/// What one assessor says about one application.
public struct AssessorSheet: Codable, Hashable, Sendable {
  public let application: Exact.ID<CityApplication>
  public let account: Exact.ID<Account>
  /// By criterion; nil where nothing is given yet.
  public var scores: [Int?]
  /// By criterion.
  public var comments: [String?]
  public var comment: String?
  /// When the scores became final.
  public var submittedAt: Instant?
  /// What was final before a discussion, the oldest first; none where nothing was revised.
  public var earlier: [EarlierScores]?
  /// Why the assessor takes no part; whoever declares a conflict gives no scores.
  public var conflict: String?

  public init(
    application: Exact.ID<CityApplication>, account: Exact.ID<Account>, criteria: Int
  ) {
    self.application = application
    self.account = account
    scores = Array(repeating: nil, count: criteria)
    comments = Array(repeating: nil, count: criteria)
  }

  /// What an assessor had given before they revised it, and why they did.
  public struct EarlierScores: Codable, Hashable, Sendable {
    public let scores: [Int]
    public let comments: [String?]
    public let comment: String?
    public let submittedAt: Instant
    public let reason: String
  }

  /// Replaces final scores after a discussion and keeps what they were.
  public mutating func revise(
    to next: AssessorSheet, because reason: String, at now: Instant
  ) throws(SelectionError) {
    guard let given = counted, let since = submittedAt else { throw .scoresIncomplete }
    guard next.scores.map({ $0 ?? -1 }) != given else { throw .scoresUnchanged }
    let before = EarlierScores(
      scores: given, comments: comments, comment: comment, submittedAt: since, reason: reason)
    earlier = (earlier ?? []) + [before]
    (scores, comments, comment) = (next.scores, next.comments, next.comment)
    submittedAt = now
  }

  /// What was final first, where it was revised since.
  public var first: [Int]? { earlier?.first?.scores }

  public var hasConflict: Bool { conflict != nil }
  public var isPending: Bool { conflict == nil && submittedAt == nil }

  /// The scores where they count: final, and by somebody without a conflict.
  public var counted: [Int]? {
    guard submittedAt != nil, !hasConflict else { return nil }
    let given = scores.compactMap { $0 }
    return given.count == scores.count ? given : nil
  }
}

extension [AssessorSheet] {
  /// Whether nobody is still to score, and enough have.
  public func isComplete(needing assessors: Int) -> Bool {
    !contains(where: \.isPending) && count { $0.counted != nil } >= assessors
  }

  /// The sheets of one application that somebody may see: assessors first their own alone, the
  /// secretariat none, until everybody has scored; who has a conflict sees none.
  ///
  /// - Parameters:
  ///   - account: Of the viewer, where they are an assessor of the programme.
  ///   - leads: Whether the viewer leads the call.
  public func visible(
    to account: Exact.ID<Account>?, leads: Bool, needing assessors: Int
  ) -> [AssessorSheet] {
    if let own = first(where: { $0.account == account }) {
      // One who scores is first of all an assessor, whatever else they may.
      if own.hasConflict { return [] }
      return isComplete(needing: assessors) && own.submittedAt != nil ? self : [own]
    }
    return leads && isComplete(needing: assessors) ? self : []
  }
}

/// The lowest and highest score of a criterion, and its exact mean.
public struct AssessorSpread: Hashable, Sendable {
  public let lowest: Int
  public let highest: Int
  public let mean: Rational

  /// - Returns: Nil without scores.
  public init?(_ scores: [Int]) {
    guard let lowest = scores.min(), let highest = scores.max() else { return nil }
    self.lowest = lowest
    self.highest = highest
    mean = Rational(scores.reduce(0, +)) / Rational(scores.count)
  }
}
