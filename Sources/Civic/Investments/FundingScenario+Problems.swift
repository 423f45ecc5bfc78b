import BigInt
import Exact

extension FundingScenario {
  /// The largest scenario that is searched.
  public static let mostActions = 300
  public static let mostYears = 15
  public static let mostSources = 20

  /// What stands in the way of a search, as a sentence each.
  public var obstacles: [Message] {
    var obstacles: [Message] = []
    if actions.isEmpty { obstacles.append(Message("investNoActions")) }
    if sources.isEmpty { obstacles.append(Message("investNoSources")) }
    if actions.count > Self.mostActions || years.count > Self.mostYears
      || sources.count > Self.mostSources
    {
      obstacles.append(
        Message(
          "investTooLarge",
          [
            "actions": .text(String(Self.mostActions)), "years": .text(String(Self.mostYears)),
            "sources": .text(String(Self.mostSources)),
          ]))
    }
    if sources.contains(where: { $0.lagYears > 0 }), !sources.contains(where: \.isOwn) {
      obstacles.append(Message("investNoOwn"))
    }
    let share = districts.reduce(Rational.zero) { $0 + $1.minimumShare.rational }
    if share > Rational(100) { obstacles.append(Message("investShares")) }
    return obstacles
  }

  /// The actions whose costs or years in the plan are no longer those of the scenario.
  public func outdatedActions(in document: PlanDocument) -> [ScenarioAction] {
    let now = FundingScenario(id: id, from: document, name: name)
    return actions.filter { action in
      guard let present = now.action(action.id) else { return true }
      return present.cost != action.cost || present.plannedStart != action.plannedStart
    }
  }

  /// What an action costs in each year of its duration when it starts in a year, in the prices of
  /// those years, each rounded half to even to the minor unit.
  public func indexedCost(of action: ScenarioAction, from start: Int) -> [MinorUnits] {
    action.cost.enumerated().map { index, amount in
      let years = start + index - firstYear
      guard years > 0, indexation.significand != 0 else { return amount }
      var value = Rational(amount)
      let factor = .one + indexation.rational / Rational(100)
      for _ in 0..<years { value = value * factor }
      return value.halfEven
    }
  }
}

extension Rational {
  fileprivate var halfEven: Int64 {
    let floor = floor
    let rest = self - Rational(floor)
    let half = Rational(1) / Rational(2)
    let isUp = rest > half || (rest == half && !(floor % 2).isZero)
    return Int64(clamping: isUp ? floor + 1 : floor)
  }
}
