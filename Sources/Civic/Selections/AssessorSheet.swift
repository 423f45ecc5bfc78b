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
