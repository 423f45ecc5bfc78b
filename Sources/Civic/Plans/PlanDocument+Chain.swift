public import Exact

extension PlanDocument {
  /// The actions that serve an objective which answers a challenge, or one below it.
  public func actions(answering challenge: Exact.ID<Challenge>) -> [Action] {
    let direct = Set(objectives.filter { $0.challenges.contains(challenge) }.map(\.id))
    let below = objectives.filter { $0.parent.map(direct.contains) ?? false }.map(\.id)
    let wanted = direct.union(below)
    return actions.filter { !wanted.isDisjoint(with: $0.objectives) }
  }
}
