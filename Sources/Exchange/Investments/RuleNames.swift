import Civic
import Investment

extension PlanFile {
  /// A rule as facts for programs: its kind, and what of the plan it speaks of.
  func json(_ rule: InvestmentRule) -> JSONValue {
    switch rule {
    case .budget(let source, let year):
      ["rule": "budget", "source": name(source), "year": index(year)]
    case .staff(let year): ["rule": "staff", "year": index(year)]
    case .rate(let action, let source):
      ["rule": "rate", "action": .string(name(of: action)), "source": name(source)]
    case .cashFlow(let year): ["rule": "cash-flow", "year": index(year)]
    case .window(let action): ["rule": "window", "action": .string(name(of: action))]
    case .oneStart(let action): ["rule": "one-start", "action": .string(name(of: action))]
    case .paidInFull(let action, let year):
      ["rule": "paid-in-full", "action": .string(name(of: action)), "year": index(year)]
    case .eligibility(let action, let source):
      ["rule": "eligibility", "action": .string(name(of: action)), "source": name(source)]
    case .implied: ["rule": "implied"]
    case .precedence, .exclusion, .minimumActions, .districtShare, .loanCeiling, .voteShare,
      .fixed, .ownMinimum:
      rule.partOfPlan.map { json($0) } ?? ["rule": "implied"]
    }
  }

  /// A part of a conflict as facts for programs.
  func json(_ part: Conflict.Part) -> JSONValue {
    switch part {
    case .budget(let source): ["rule": "budget", "source": name(source)]
    case .staff: ["rule": "staff"]
    case .rates(let source): ["rule": "rate", "source": name(source)]
    case .ownMinimum: ["rule": "own-minimum"]
    case .precedence(let index):
      [
        "rule": "precedence",
        "actions": names([plan.precedence[index].first, plan.precedence[index].second]),
      ]
    case .exclusion(let index): ["rule": "exclusion", "actions": names(plan.exclusions[index])]
    case .minimumActions(let objective):
      [
        "rule": "minimum-actions", "objective": index(objective),
        "least": index(plan.minimumActions[objective]),
      ]
    case .districtShare(let district):
      ["rule": "district-share", "district": .string(plan.districts[district])]
    case .loanCeiling: ["rule": "loan-ceiling"]
    case .cashFlow: ["rule": "cash-flow"]
    case .voteShare: ["rule": "vote-share"]
    case .fixed(let index): ["rule": "fixed", "actions": names([plan.fixed[index].action])]
    }
  }

  func names(_ actions: [Int]) -> JSONValue {
    .array(actions.map { .string(name(of: $0)) })
  }

  private func name(_ source: Int) -> JSONValue { .string(name(ofSource: source)) }
  private func index(_ value: Int) -> JSONValue { .number(JSONNumber(Int32(clamping: value))) }
}
