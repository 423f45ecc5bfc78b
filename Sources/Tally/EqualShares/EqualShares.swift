import BigInt
import Exact

/// The method of equal shares: every voter gets the same share of the budget, and a project is
/// funded when its supporters can pay for it out of theirs, at the least share per utility first.
///
/// Sources: Peters, Pierczyński, Skowron (2021), "Proportional participatory budgeting with
/// additive utilities", NeurIPS 34. <https://arxiv.org/abs/2008.13276>. Completions:
/// <https://equalshares.net/implementation/completion/>.
///
/// - Complexity: a run takes O(rounds · choices) at worst; lazy evaluation makes it a small part.
struct EqualShares {
  private let election: Election
  private let settings: TallySettings
  private let candidates: [Int]
  private let exclusive: ExclusiveGroups
  private let market: SharesMarket

  init(
    election: Election, settings: TallySettings, candidates: [Int], order: TieOrder,
    exclusive: ExclusiveGroups
  ) {
    self.election = election
    self.settings = settings
    self.candidates = candidates
    self.exclusive = exclusive
    market = SharesMarket(
      election, candidates: candidates, satisfaction: settings.satisfaction, order: order,
      exclusive: exclusive)
  }

  func outcome(shouldStop: () -> Bool) throws(TallyError) -> Outcome {
    guard election.profile.voters > 0 else { return try unvoted() }
    let (endowment, ending) = try finalEndowment(shouldStop: shouldStop)
    let result = try explained(endowment)
    var outcome = Outcome(
      winners: result.winners, cost: result.cost, ties: result.ties,
      verdicts: verdicts(result), endowment: endowment, prices: prices(result))
    outcome.ties += ending.filter { !result.ties.contains($0) }
    if settings.completion.endsGreedily { try completeGreedily(&outcome) }
    if settings.comparison { try compare(&outcome) }
    return outcome
  }

  /// Nobody voted: nobody has a share, nobody supports anything.
  private func unvoted() throws(TallyError) -> Outcome {
    var outcome = Outcome(
      winners: [], cost: 0, ties: [],
      verdicts: election.projects.map { _ in .unsupported })
    if settings.completion.endsGreedily { try completeGreedily(&outcome) }
    return outcome
  }

  // MARK: Endowments

  /// What each voter has at the start of the outcome that counts.
  ///
  /// The outcome is not monotone in the endowment, so endowments are tried one after the other up
  /// to the first that costs too much, never by bisection.
  ///
  /// - Returns: The endowment, and the ties met in the run that cost too much.
  private func finalEndowment(
    shouldStop: () -> Bool
  ) throws(TallyError) -> (endowment: Rational, ending: [Tie]) {
    var endowment = firstEndowment
    guard settings.completion.raises else { return (endowment, []) }
    var result = try run(endowment)
    while result.steps.count + result.excluded.count < market.priced.count {
      if settings.completion.stopsWhenExhaustive, isExhaustive(result) { break }
      if shouldStop() { throw .stopped }
      let next = endowment + increment
      result = try run(next)
      if result.overshoots { return (endowment, result.ties) }
      endowment = next
    }
    return (endowment, [])
  }

  private var firstEndowment: Rational {
    let voters = Rational(election.profile.voters)
    guard settings.start == .integral else { return Rational(election.budget) / voters }
    let unit = Rational(election.wholeUnit)
    return Rational((Rational(election.budget) / (voters * unit)).floor) * unit
  }

  /// What every voter gets on top at each step, in units.
  private var increment: Rational {
    let step = settings.step ?? .one
    guard settings.completion.isByPercent else { return step * Rational(election.wholeUnit) }
    let hundredth = Rational(election.budget) / Rational(100)
    return step * hundredth / Rational(election.profile.voters)
  }

  /// Whether no further project with support fits into the budget.
  private func isExhaustive(_ result: SharesResult) -> Bool {
    let funded = Set(result.winners)
    return !market.priced.contains { project in
      !funded.contains(project) && result.excluded[project] == nil
        && result.cost + election.projects[project].cost <= election.budget
    }
  }

  private func run(_ endowment: Rational) throws(TallyError) -> SharesResult {
    guard var run = SharesRun(market, endowment: endowment) else {
      return try SharesByFractions(market, endowment: endowment).run(limit: election.budget)
    }
    return try run.run(limit: election.budget)
  }

  /// The run that counts, with what the others lacked.
  private func explained(_ endowment: Rational) throws(TallyError) -> SharesResult {
    guard var run = SharesRun(market, endowment: endowment) else {
      return try SharesByFractions(market, endowment: endowment).run(limit: election.budget)
    }
    var result = try run.run(limit: election.budget)
    let funded = Set(result.winners)
    for project in market.priced where !funded.contains(project) {
      result.lacking[project] = Rational(run.deficit(of: project), over: run.exact.denominator)
    }
    return result
  }

  // MARK: Explanation

  private func verdicts(_ result: SharesResult) -> [Verdict] {
    var verdicts = [Verdict](repeating: .unsupported, count: election.projects.count)
    for (project, lacking) in result.lacking {
      verdicts[project] = .supportersCannotPay(lacking: lacking)
    }
    for (project, other) in result.excluded { verdicts[project] = .excluded(by: other) }
    for project in result.winners { verdicts[project] = .funded }
    return verdicts
  }

  private func prices(_ result: SharesResult) -> [Price] {
    let free = result.free.map { project in
      Price(
        project: project, share: .zero, fullPayers: election.votes[project], poorPayers: 0,
        poorSum: .zero)
    }
    return free
      + result.steps.map { step in
        let share = Rational(step.numerator, over: step.denominator)
        let cost = Rational(election.projects[step.project].cost)
        return Price(
          project: step.project, share: share, fullPayers: step.fullPayers,
          poorPayers: step.poorPayers, poorSum: cost - share * Rational(step.fullUtility))
      }
  }

  // MARK: After equal shares

  /// Funds what still fits, by votes.
  private func completeGreedily(_ outcome: inout Outcome) throws(TallyError) {
    var count = GreedyCount(election, order: market.order, exclusive: exclusive)
    for project in outcome.winners { count.fund(project) }
    let funded = Set(outcome.winners)
    try greedy(candidates.filter { !funded.contains($0) }, by: votesKey, count: &count)
    let added = count.winners.dropFirst(outcome.winners.count)
    outcome.winners += added
    outcome.cost = election.cost(of: outcome.winners)
    outcome.ties += count.ties
    outcome.completedGreedily = added.count
    for project in added { outcome.verdicts[project] = .funded }
  }

  private var votesKey: GreedyCount.Key {
    settings.satisfaction == .additive || election.profile.kind.isApproval ? .score : .supporters
  }

  /// Puts greedy in the place of equal shares when strictly more voters prefer it.
  private func compare(_ outcome: inout Outcome) throws(TallyError) {
    var count = GreedyCount(election, order: market.order, exclusive: exclusive)
    try greedy(candidates, by: votesKey, count: &count)
    let other = count.outcome
    let comparison = election.compare(
      outcome.winners, other.winners, byPoints: settings.satisfaction == .additive)
    outcome.comparison = comparison
    guard comparison.greedyTakesPlace else { return }
    outcome.winners = other.winners
    outcome.cost = other.cost
    outcome.ties = other.ties
    outcome.verdicts = other.verdicts
    outcome.prices = []
    outcome.completedGreedily = 0
    outcome.endowment = nil
  }
}
