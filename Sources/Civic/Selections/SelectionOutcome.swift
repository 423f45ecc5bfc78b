public import Exact

/// What the rules make of the applications.
public struct SelectionOutcome: Hashable, Sendable {
  public struct Place: Hashable, Sendable {
    public let application: SelectionInput.Application
    public let findings: [EligibilityFinding]
    /// By criterion; empty without scores.
    public let means: [Rational]
    /// The weighted mean of all criteria.
    public let mean: Rational?
    public var status: SelectionStatus
    public var reason: SelectionReason
    /// From 1; none for what was not ranked.
    public var rank: Int?
    /// The criterion whose threshold is not reached.
    public var failedCriterion: Int?
    /// The applications with the same mean, and what put them in order.
    public var tiedWith: [String] = []
    public var tieStep: TieStep?
    public var ruling: SelectionRuling?
    /// Whose place it took.
    public var replaces: String?

    /// What the rules alone say, before rulings and withdrawals.
    public var computed: SelectionStatus
  }

  /// Ranked first, by rank; then the others in the order of their identifiers.
  public let places: [Place]

  public func places(with status: SelectionStatus) -> [Place] {
    places.filter { $0.status == status }
  }
}

extension SelectionInput {
  /// Ranks by the exact weighted mean and gives places away.
  ///
  /// Each criterion's mean is that of its scores; the weighted mean divides the sum of weight ×
  /// mean by the sum of weights. Who is eligible and reaches every threshold is ranked; ties are
  /// settled by the rules' ``SelectionTieRule``. Rulings are placed first and take from the places and the
  /// reserve places; the rest go by rank. Each withdrawal hands its place to the first on reserve.
  ///
  /// - Complexity: O(applications × (scores + log applications)).
  public func outcome() throws(SelectionError) -> SelectionOutcome {
    try check()
    var assessed: [SelectionOutcome.Place] = []
    for application in applications.sorted(by: { $0.id < $1.id }) {
      assessed.append(place(of: application))
    }
    let lots = try lots()
    let weights = heaviestFirst
    let keys = assessed.map { RankKey($0, rules.tieRule, weights: weights, lots: lots) }
    let ranked = assessed.indices.filter { assessed[$0].reason == .withinPlaces }
      .sorted { keys[$0].precedes(keys[$1]) }
    var ordered = ranked.map { assessed[$0] }
    Self.noteTies(in: &ordered, ranked.map { keys[$0] })
    award(&ordered, rulings: false)
    for index in ordered.indices { ordered[index].computed = ordered[index].status }
    let others = assessed.indices.filter { !ranked.contains($0) }.map { assessed[$0] }
    var all = ordered + others
    try giveRulings(&all)
    award(&all, rulings: true)
    try withdraw(from: &all)
    return SelectionOutcome(places: all)
  }

  /// - Throws: ``SelectionError`` for what only a forged input has.
  private func check() throws(SelectionError) {
    let known = Set(applications.map(\.id))
    for application in applications {
      for scores in application.sheets.flatMap({ [$0.scores, $0.first].compactMap(\.self) }) {
        guard scores.count == rules.criteria.count, scores.allSatisfy(rules.scale.contains) else {
          throw .badScores(application: application.id)
        }
      }
    }
    for name in rulings.map(\.application) + withdrawals where !known.contains(name) {
      throw .unknownApplication(name)
    }
  }

  private func place(of application: Application) -> SelectionOutcome.Place {
    let findings = rules.eligibility.findings(on: application.facts)
    let sheets = application.sheets.compactMap(\.scores)
    let means = rules.criteria.indices.compactMap { AssessorSpread(sheets, at: $0)?.mean }
    let weights = rules.criteria.reduce(0) { $0 + $1.weight }
    let isScored = means.count == rules.criteria.count && weights > 0
    let sum = zip(rules.criteria, means).reduce(Rational.zero) {
      $0 + Rational($1.0.weight) * $1.1
    }
    let mean = isScored ? sum / Rational(weights) : nil
    let own = rulings.first { $0.application == application.id }
    let failed = zip(rules.criteria, means).enumerated().first { _, pair in
      pair.0.threshold.map { pair.1 < $0.rational } ?? false
    }?.offset
    let verdict = own?.kind == .admit ? .met : findings.verdict
    let reason: SelectionReason =
      if verdict == .notMet {
        .notEligible
      } else if verdict == .cannotBeTold {
        .eligibilityOpen
      } else if sheets.count < rules.assessors || mean == nil {
        .notAssessed
      } else if failed != nil {
        .belowCriterion
      } else if let mean, let least = rules.threshold, mean < least.rational {
        .belowThreshold
      } else {
        .withinPlaces
      }
    var place = SelectionOutcome.Place(
      application: application, findings: findings, means: isScored ? means : [], mean: mean,
      status: .declined, reason: reason, computed: .declined)
    if reason == .belowCriterion { place.failedCriterion = failed }
    place.ruling = own
    return place
  }

  /// Gives places and reserve places in the order of rank.
  ///
  /// - Parameter rulings: Whether what people decided stays and takes its places first.
  private func award(_ places: inout [SelectionOutcome.Place], rulings: Bool) {
    let fixed = places.filter { rulings && $0.isRuled }
    var free = rules.places - fixed.count { $0.status == .selected }
    var reserve = rules.reservePlaces - fixed.count { $0.status == .reserve }
    for index in places.indices {
      guard places[index].rank != nil, !(rulings && places[index].isRuled) else { continue }
      if free > 0 {
        (places[index].status, places[index].reason) = (.selected, .withinPlaces)
        free -= 1
      } else if reserve > 0 {
        (places[index].status, places[index].reason) = (.reserve, .onReserve)
        reserve -= 1
      } else {
        (places[index].status, places[index].reason) = (.declined, .noPlaceLeft)
      }
    }
  }

  private func giveRulings(_ places: inout [SelectionOutcome.Place]) throws(SelectionError) {
    for index in places.indices where places[index].isRuled {
      places[index].reason = .ruling
      switch places[index].ruling?.kind {
      case .select: places[index].status = .selected
      case .reserve: places[index].status = .reserve
      case .decline, .admit, nil: places[index].status = .declined
      }
    }
    let selected = places.count { $0.isRuled && $0.status == .selected }
    guard selected <= rules.places else { throw .tooManySelected(places: rules.places) }
  }

  private func withdraw(from places: inout [SelectionOutcome.Place]) throws(SelectionError) {
    for name in withdrawals {
      guard let index = places.firstIndex(where: { $0.application.id == name }) else {
        throw .unknownApplication(name)
      }
      let hadPlace = places[index].status == .selected
      (places[index].status, places[index].reason) = (.withdrawn, .gaveUp)
      guard hadPlace, let next = places.firstIndex(where: { $0.status == .reserve }) else {
        continue
      }
      // One who also withdraws, later in the list, hands the place on in turn.
      (places[next].status, places[next].reason) = (.selected, .tookPlace)
      places[next].replaces = name
    }
  }
}

extension SelectionOutcome.Place {
  /// Whether people gave it a status.
  var isRuled: Bool { ruling.map { $0.kind != .admit } ?? false }
}

extension AssessorSpread {
  /// The spread of one criterion over several sheets.
  public init?(_ sheets: [[Int]], at criterion: Int) {
    self.init(sheets.map { $0[criterion] })
  }
}
