public import Exact

/// What some voters paid for a project, each.
public struct Payment: Hashable, Sendable {
  /// In units, for one voter.
  public let amount: Rational
  public let voters: Int64

  public init(amount: Rational, voters: Int64) {
    self.amount = amount
    self.voters = voters
  }
}

extension Election {
  /// Who paid what for a project that equal shares bought: voters by amount, the highest first.
  ///
  /// Each voter's money depends on that voter's ballot alone once the shares are known, so the
  /// payments are found ballot by ballot.
  ///
  /// - Complexity: O(choices of the project's supporters) exact additions.
  public func payments(
    for project: Int, in outcome: Outcome, satisfaction: Satisfaction
  ) -> [Payment] {
    guard let endowment = outcome.endowment else { return [] }
    var voters: [Rational: Int64] = [:]
    for group in 0..<profile.groupCount {
      let ballot = self.ballot(of: group, satisfaction)
      guard ballot[project] != nil else { continue }
      var money = endowment
      for price in outcome.prices {
        guard let utility = ballot[price.project] else { continue }
        let paid = min(money, price.share * Rational(utility))
        money -= paid
        if price.project == project {
          voters[paid, default: 0] += Int64(profile.weights[group])
          break
        }
      }
    }
    return voters.map { Payment(amount: $0.key, voters: $0.value) }
      .sorted { $0.amount > $1.amount }
  }

  /// What each voter has left in the end, exactly: voters by amount, the highest first.
  ///
  /// - Complexity: O(choices) exact additions.
  public func moneyLeft(in outcome: Outcome, satisfaction: Satisfaction) -> [Payment] {
    guard let endowment = outcome.endowment else { return [] }
    var voters: [Rational: Int64] = [:]
    for group in 0..<profile.groupCount {
      let ballot = self.ballot(of: group, satisfaction)
      var money = endowment
      for price in outcome.prices {
        guard let utility = ballot[price.project] else { continue }
        money -= min(money, price.share * Rational(utility))
      }
      voters[money, default: 0] += Int64(profile.weights[group])
    }
    return voters.map { Payment(amount: $0.key, voters: $0.value) }
      .sorted { $0.amount > $1.amount }
  }

  /// The utility a ballot has of each project it supports, as equal shares counts it.
  private func ballot(of group: Int, _ satisfaction: Satisfaction) -> [Int: Int64] {
    var utilities: [Int: Int64] = [:]
    for choice in profile.ballot(of: group) where choice.points > 0 {
      utilities[choice.project] = satisfaction == .additive ? choice.points : 1
    }
    return utilities
  }
}
