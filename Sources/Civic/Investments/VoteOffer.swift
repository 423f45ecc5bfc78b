public import Exact

/// A closed budget vote of residents that a scenario can take over.
public struct VoteOffer: Hashable, Sendable {
  public let decision: Exact.ID<Decision>
  public let consultation: Exact.ID<Consultation>
  public let name: Multilingual
  /// In the order of the ballot.
  public let projects: [Project]

  /// A project of the vote, with the action of the plan that it became.
  public struct Project: Hashable, Sendable {
    public let name: Multilingual
    public let votes: Int
    public let isWinner: Bool
    public let action: Exact.ID<Action>?

    public init(name: Multilingual, votes: Int, isWinner: Bool, action: Exact.ID<Action>?) {
      (self.name, self.votes) = (name, votes)
      (self.isWinner, self.action) = (isWinner, action)
    }
  }

  public init(
    decision: Exact.ID<Decision>, consultation: Exact.ID<Consultation>, name: Multilingual,
    projects: [Project]
  ) {
    (self.decision, self.consultation) = (decision, consultation)
    (self.name, self.projects) = (name, projects)
  }
}

extension FundingScenario {
  /// Takes over what residents voted: the votes of every action, and which ones they chose.
  ///
  /// Actions that the vote does not hold lose what was entered of another vote.
  public mutating func take(_ offer: VoteOffer, as role: VoteRole) {
    for index in actions.indices {
      let project = offer.projects.first { $0.action == actions[index].id }
      actions[index].votes = project?.votes
      actions[index].isWinner = project?.isWinner ?? false
    }
    vote.role = role
    vote.decision = offer.decision
    vote.source = offer.name.text(for: offer.name.original).text
  }

  /// The scenario's actions that residents chose, and the winners that it does not hold.
  public func winners(of offer: VoteOffer) -> (held: [ScenarioAction], lacking: [VoteOffer.Project])
  {
    let winners = offer.projects.filter(\.isWinner)
    return (
      winners.compactMap { $0.action.flatMap { action($0) } },
      winners.filter { $0.action.flatMap { action($0) } == nil }
    )
  }
}
