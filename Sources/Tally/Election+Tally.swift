extension Election {
  /// Counts the ballots.
  ///
  /// - Parameter shouldStop: Asked now and then by the long rules; `true` ends the count.
  /// - Throws: ``TallyError``.
  public func tally(
    _ settings: TallySettings, shouldStop: () -> Bool = { false }
  ) throws(TallyError) -> Outcome {
    if settings.completion != .none || settings.comparison, settings.rule != .equalShares {
      throw .completionUnsupported(settings.rule)
    }
    let exclusive = try ExclusiveGroups(settings.exclusive)
    let ineligible = settings.eligibility.map { self.ineligible(divisor: $0) } ?? [:]
    let candidates = projects.indices.filter { ineligible[$0] == nil }
    let order = TieOrder(settings.ties, election: self)
    var outcome: Outcome
    switch settings.rule {
    case .greedy, .greedyNoSkip, .greedyThreshold, .greedyExclusive, .poznan:
      outcome = try greedyOutcome(candidates, settings, order: order, exclusive: exclusive)
    case .equalShares:
      let shares = EqualShares(
        election: self, settings: settings, candidates: candidates, order: order,
        exclusive: exclusive)
      outcome = try shares.outcome(shouldStop: shouldStop)
    case .phragmen:
      outcome = try phragmen(candidates, order: order, exclusive: exclusive, shouldStop: shouldStop)
    case .maximinSupport:
      outcome = try maximinSupport(
        candidates, order: order, exclusive: exclusive, shouldStop: shouldStop)
    case .utilitarianOptimum:
      guard exclusive.isEmpty else { throw .exclusiveGroupsUnsupported(.utilitarianOptimum) }
      outcome = try utilitarianOptimum(
        candidates, satisfaction: settings.satisfaction, order: order, shouldStop: shouldStop)
    }
    for (project, lacking) in ineligible {
      outcome.verdicts[project] = .ineligible(lacking: lacking)
    }
    return outcome
  }

  /// Counts by one of the greedy rules.
  func greedyOutcome(
    _ candidates: [Int], _ settings: TallySettings, order: TieOrder, exclusive: ExclusiveGroups
  ) throws(TallyError) -> Outcome {
    var count = GreedyCount(self, order: order, exclusive: exclusive)
    let key: GreedyCount.Key =
      switch settings.satisfaction {
      case .additive: .score
      case .cost: profile.kind.isApproval ? .score : .supporters
      case .cardinality: .supportersPerCost
      }
    switch settings.rule {
    case .greedyNoSkip: try greedyNoSkip(candidates, by: key, count: &count)
    case .greedyThreshold:
      guard let threshold = settings.threshold else { throw .thresholdMissing }
      try greedyThreshold(candidates, by: key, threshold: threshold, count: &count)
    case .greedyExclusive: try greedyExclusive(candidates, by: key, count: &count)
    case .poznan: try poznan(candidates, by: key, count: &count)
    case .greedy, .equalShares, .phragmen, .maximinSupport, .utilitarianOptimum:
      try greedy(candidates, by: key, count: &count)
    }
    return count.outcome
  }
}
