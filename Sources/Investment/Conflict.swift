/// Rules that cannot all be kept, of which none can be spared.
public struct Conflict: Hashable, Sendable {
  /// A rule as a person would name it: all of a source's limits, all limits of staff, one pair.
  public enum Part: Hashable, Sendable {
    case budget(source: Int)
    case staff
    case rates(source: Int)
    case ownMinimum
    case precedence(Int)
    case exclusion(Int)
    case minimumActions(objective: Int)
    case districtShare(Int)
    case loanCeiling
    case cashFlow
    case voteShare
    case fixed(Int)
  }

  public let parts: [Part]
  /// False when the search for a smaller set was ended by a limit.
  public let isIrreducible: Bool
}

extension InvestmentPlan {
  /// The smallest set of rules in conflict that dropping one after another leaves.
  ///
  /// - Returns: `nil` when the rules can be kept, or no answer came in time.
  /// - Complexity: One feasibility problem a rule.
  ///
  /// Source: Chinneck, Dravnieks (1991), "Locating minimal infeasible constraint sets in linear
  /// programs", deletion filter. <https://doi.org/10.1287/ijoc.3.2.157>
  public func conflict(
    seconds: Double, control: SearchControl
  ) throws(InvestmentError) -> Conflict? {
    let started = control.elapsed()
    let program = InvestmentProgram(self, offers: try offers())
    guard try program.isFeasible(within: seconds, control) == false else { return nil }
    var kept: [Conflict.Part] = []
    for rule in program.program.rows {
      if let part = rule.rule.partOfPlan, !kept.contains(part) { kept.append(part) }
    }
    var isIrreducible = true
    // What a city can least change is dropped last, so that it is named only when it must be.
    for part in kept.sorted(by: { $0.order < $1.order }) {
      let left = seconds - (control.elapsed() - started)
      guard left > 0, !control.shouldStop() else {
        isIrreducible = false
        break
      }
      var smaller = program
      let trial = Set(kept).subtracting([part])
      smaller.relax { rule in rule.partOfPlan.map { !trial.contains($0) } ?? false }
      switch try smaller.isFeasible(within: min(left, max(1, seconds / 10)), control) {
      case false?: kept.removeAll { $0 == part }
      case true?: break
      case nil: isIrreducible = false
      }
    }
    return Conflict(parts: kept, isIrreducible: isIrreducible)
  }
}

extension InvestmentProgram {
  /// Whether any choice keeps the rules; `nil` when that was not found in time.
  func isFeasible(
    within seconds: Double, _ control: SearchControl
  ) throws(InvestmentError) -> Bool? {
    var program = program
    program.cost = program.cost.map { _ in 0 }
    // The own minimum's and the ceilings' rows may have gone: a column then keeps its own bound.
    let solver = try Solver(program)
    solver.set("time_limit", seconds)
    let outcome = solver.run { _, _, _ in control.shouldStop() }
    if outcome.columns != nil { return true }
    return outcome.status == .infeasible ? false : nil
  }
}

extension InvestmentRule {
  /// The rule as it is named in a conflict; `nil` for what is no rule of the plan.
  public var partOfPlan: Conflict.Part? {
    switch self {
    case .budget(let source, _): .budget(source: source)
    case .staff: .staff
    case .rate(_, let source): .rates(source: source)
    case .ownMinimum: .ownMinimum
    case .precedence(let index): .precedence(index)
    case .exclusion(let index): .exclusion(index)
    case .minimumActions(let objective): .minimumActions(objective: objective)
    case .districtShare(let index): .districtShare(index)
    case .loanCeiling: .loanCeiling
    case .cashFlow: .cashFlow
    case .voteShare: .voteShare
    case .fixed(let index): .fixed(index)
    case .oneStart, .paidInFull, .window, .eligibility, .implied: nil
    }
  }
}

extension Conflict.Part {
  fileprivate var order: Int {
    switch self {
    case .rates, .ownMinimum: 0
    case .cashFlow, .loanCeiling: 1
    case .exclusion, .precedence: 2
    case .budget: 3
    case .staff: 4
    case .districtShare, .voteShare: 5
    case .minimumActions: 6
    case .fixed: 7
    }
  }
}
