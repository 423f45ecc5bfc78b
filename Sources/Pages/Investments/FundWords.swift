import Civic
import Exact

/// How the pages on funding name what a scenario holds.
struct FundWords {
  let frame: PageFrame
  let scenario: FundingScenario

  var texts: Texts { frame.texts }

  func name(_ action: ID<Action>) -> String {
    guard let action = scenario.action(action) else { return action.rawValue }
    let title = frame.words(action.title)
    return action.code == action.id.rawValue ? title : "\(action.code) \(title)"
  }

  func names(_ actions: [ID<Action>]) -> String { texts.formats.list(actions.map(name)) }

  /// Actions by their codes alone, where there may be many.
  func codes(_ actions: [ID<Action>]) -> String {
    actions.map { scenario.action($0)?.code ?? $0.rawValue }.joined(separator: ", ")
  }

  func name(_ source: ID<FundingSource>) -> String {
    scenario.source(source).map { frame.words($0.name) } ?? source.rawValue
  }

  func name(_ criterion: ScenarioCriterion) -> String {
    criterion.template.map { texts.name(of: $0) } ?? criterion.name
  }

  func money(_ amount: MinorUnits) -> String {
    texts.formats.money(Money(minorUnits: amount, currency: scenario.currency))
  }

  func points(_ units: Int64, _ findings: FundingFindings) -> String {
    texts.formats.number(findings.points(units))
  }

  func value(_ value: ScenarioValue) -> String {
    let low = texts.formats.number(value.low)
    return value.isExact ? low : "\(low) – \(texts.formats.number(value.high))"
  }

  /// A rule as a sentence's subject: "the budget of the ERDF in 2027".
  func rule(_ rule: FundingRule) -> String {
    switch rule {
    case .budget(let source, nil): texts(.investRuleBudget, ["source": .text(name(source))])
    case .budget(let source, let year?):
      texts(
        .investRuleBudgetYear, ["source": .text(name(source)), "year": .text(String(year))])
    case .staff(nil): texts(.investRuleStaff)
    case .staff(let year?): texts(.investRuleStaffYear, ["year": .text(String(year))])
    case .rate(let source, nil):
      texts(
        .investRuleRate,
        [
          "source": .text(name(source)),
          "rate": .percent(scenario.source(source)?.rate ?? ExactDecimal(100)),
        ])
    case .rate(let source, let action?):
      texts(
        .investRuleRateAction,
        ["source": .text(name(source)), "action": .text(name(action))])
    case .ownMinimum: texts(.investRuleOwn, ["share": .percent(scenario.ownMinimum)])
    case .precedence(let first, let second):
      texts(
        .investRuleOrder, ["first": .text(name(first)), "second": .text(name(second))])
    case .exclusion(let actions):
      texts(.investRuleExclusion, ["actions": .text(names(actions))])
    case .minimumActions(let place): minimum(place)
    case .districtShare(let district):
      texts(
        .investRuleDistrict,
        [
          "district": .text(district),
          "share": .percent(
            scenario.districts.first { $0.name == district }?.minimumShare ?? ExactDecimal(0)),
        ])
    case .loanCeiling:
      texts(
        .investRuleLoan,
        [
          "amount": .money(
            Money(minorUnits: scenario.loanCeiling ?? 0, currency: scenario.currency))
        ])
    case .cashFlow(nil): texts(.investRuleCash)
    case .cashFlow(let year?): texts(.investRuleCashYear, ["year": .text(String(year))])
    case .voteShare: texts(.investRuleVotes, ["share": .percent(scenario.vote.floor)])
    case .fixed(let action): fixed(action)
    case .other: texts(.investRuleOther)
    }
  }

  private func minimum(_ place: Int) -> String {
    let objective = scenario.objectives.indices.contains(place) ? scenario.objectives[place] : nil
    return texts(
      .investRuleMinimum,
      [
        "count": .count(objective?.minimumActions ?? 0),
        "objective": .text(frame.words(objective?.name)),
      ])
  }

  private func fixed(_ id: ID<Action>) -> String {
    let action = scenario.action(id)
    let key: TextKey =
      action?.demand == .left
      ? .investRuleOut : action?.demand == .chosen ? .investRuleIn : .investRuleWinner
    return texts(key, ["action": .text(name(id))])
  }

  /// How the vote of residents enters, in a sentence.
  var vote: String {
    let vote = scenario.vote
    let source = vote.source ?? vote.decision?.rawValue ?? ""
    switch vote.role {
    case .none: return texts(.investVoteNone)
    case .criterion:
      return texts(
        .investVoteCriterion, ["points": .number(vote.weight), "source": .text(source)])
    case .floor:
      return texts(.investVoteFloor, ["share": .percent(vote.floor), "source": .text(source)])
    case .winners:
      let winners = scenario.actions.filter(\.isWinner).map(\.id)
      return texts(
        .investVoteWinners, ["actions": .text(names(winners)), "source": .text(source)])
    }
  }

  /// What a change of a what-if is, in words.
  func change(_ change: ScenarioChange) -> String {
    switch change {
    case .budget(let source, let year, let amount):
      texts(
        year == nil ? .investChangeBudget : .investChangeBudgetYear,
        [
          "source": .text(name(source)), "year": .text(year.map { String($0) } ?? ""),
          "amount": .money(Money(minorUnits: amount, currency: scenario.currency)),
        ])
    case .rate(let source, let percent):
      texts(.investChangeRate, ["source": .text(name(source)), "rate": .percent(percent)])
    case .window(let action, let from, let until):
      texts(
        .investChangeWindow,
        [
          "action": .text(name(action)), "from": .text(String(from)),
          "until": .text(String(until)),
        ])
    case .value(let action, let value):
      texts(
        .investChangeValue,
        ["action": .text(name(action)), "points": .text(self.value(value))])
    case .demand(let action, let demand):
      texts(.investChangeDemand, ["action": .text(name(action)), "demand": .name(demand)])
    case .weights(let weights):
      weights.map { weight in
        let criterion = scenario.criteria?.first { $0.id == weight.criterion }
        return texts(
          .investChangeWeight,
          [
            "name": .text(criterion.map(name) ?? weight.criterion),
            "percent": .percent(weight.percent),
          ])
      }.joined(separator: ", ")
    case .objective(let id, let weight):
      texts(
        .investChangeObjective,
        [
          "name": .text(frame.words(scenario.objectives.first { $0.id == id }?.name)),
          "weight": .number(weight),
        ])
    }
  }
}
