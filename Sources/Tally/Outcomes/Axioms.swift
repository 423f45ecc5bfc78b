import Exact

extension Election {
  /// Whether no further project fits into the budget.
  ///
  /// - Parameter supportedOnly: Whether projects without support may be left out.
  public func isExhaustive(_ winners: [Int], supportedOnly: Bool = true) -> Bool {
    let remaining = budget - cost(of: winners)
    let funded = Set(winners)
    return !projects.indices.contains { project in
      !funded.contains(project) && projects[project].cost <= remaining
        && (!supportedOnly || votes[project] > 0)
    }
  }

  /// Whether an outcome of equal shares or of the like is priceable at its endowment: no voter
  /// pays more than that, each pays for supported projects only, every funded project is paid
  /// exactly, and no supporters have more left than a project not funded costs.
  ///
  /// - Complexity: O(choices) exact additions.
  ///
  /// Source: Peters, Skowron (2020), "Proportionality and the limits of welfarism", EC, section 3.
  public func isPriceable(_ outcome: Outcome, satisfaction: Satisfaction) -> Bool {
    guard outcome.endowment != nil, outcome.completedGreedily == 0 else { return false }
    for price in outcome.prices {
      let paid = payments(for: price.project, in: outcome, satisfaction: satisfaction)
        .reduce(Rational.zero) { $0 + $1.amount * Rational($1.voters) }
      if paid != Rational(projects[price.project].cost) { return false }
    }
    let funded = Set(outcome.winners)
    return projects.indices.allSatisfy { project in
      guard !funded.contains(project), votes[project] > 0 else { return true }
      if case .excluded = outcome.verdicts[project] { return true }
      return supportersMoney(project, outcome, satisfaction) <= Rational(projects[project].cost)
    }
  }

  private func supportersMoney(
    _ project: Int, _ outcome: Outcome, _ satisfaction: Satisfaction
  ) -> Rational {
    var sum = Rational.zero
    for group in 0..<profile.groupCount {
      var money = outcome.endowment ?? .zero
      let ballot = profile.ballot(of: group).filter { $0.points > 0 }
      guard ballot.contains(where: { $0.project == project }) else { continue }
      for price in outcome.prices {
        guard let choice = ballot.first(where: { $0.project == price.project }) else { continue }
        let utility = satisfaction == .additive ? choice.points : 1
        money -= min(money, price.share * Rational(utility))
      }
      sum += money * Rational(profile.weights[group])
    }
    return sum
  }

  /// Whether winners satisfy extended justified representation up to one project, for approvals:
  /// voters who agree on projects that they could pay for with their share of the budget include
  /// one who has as much from the winners, or would with one more of those projects.
  ///
  /// - Parameter satisfaction: Cost or cardinality.
  /// - Complexity: O(2^*m* · *n*); for twenty projects at most.
  /// - Returns: `nil` for more projects.
  ///
  /// Source: Peters, Pierczyński, Skowron (2021), section 4.
  public func isRepresentativeUpToOne(_ winners: [Int], satisfaction: Satisfaction) -> Bool? {
    guard projects.count <= 20, satisfaction != .additive, profile.voters > 0 else { return nil }
    let approved = (0..<profile.groupCount).map { group in
      profile.ballot(of: group).reduce(0) { $1.points > 0 ? $0 | 1 << $1.project : $0 }
    }
    let won = winners.reduce(0) { $0 | 1 << $1 }
    for agreed in 1..<(1 << projects.count) {
      let members = approved.indices.filter { approved[$0] & agreed == agreed }
      let size = members.reduce(Int128(0)) { $0 + Int128(profile.weights[$1]) }
      let claim = Int128(cost(of: bits(agreed)))
      guard size > 0, size * Int128(budget) >= claim * Int128(profile.voters) else { continue }
      let target = worth(agreed, satisfaction)
      let isServed = members.contains { member in
        let has = worth(approved[member] & won, satisfaction)
        if has >= target { return true }
        return bits(agreed & ~won).contains { has + worth(1 << $0, satisfaction) > target }
      }
      if !isServed { return false }
    }
    return true
  }

  private func bits(_ set: Int) -> [Int] { projects.indices.filter { set & 1 << $0 != 0 } }

  private func worth(_ set: Int, _ satisfaction: Satisfaction) -> Int64 {
    satisfaction == .cost ? cost(of: bits(set)) : Int64(set.nonzeroBitCount)
  }
}
