public import Civic
import Exact
public import Investment

/// Finds the answer to a scenario, with its reasons, within limits.
public struct FundingSearch: Sendable {
  let scenario: FundingScenario
  let file: PlanFile
  let solver: String
  let elapsed: @Sendable () -> Double
  let shouldStop: @Sendable () -> Bool
  let report: @Sendable (FundingProgress) -> Void
  let scale: Int

  /// - Parameters:
  ///   - solver: The name and version of the solver that is open.
  ///   - control: The clock and the wish to stop; what it reports is not asked.
  ///   - report: Told of every step.
  public init(
    _ scenario: FundingScenario, solver: String, control: SearchControl,
    report: @escaping @Sendable (FundingProgress) -> Void = { _ in }
  ) throws(FundingFaultError) {
    self.scenario = scenario
    self.solver = solver
    (elapsed, shouldStop) = (control.elapsed, control.shouldStop)
    self.report = report
    do throws(PlanFileError) {
      file = try CityPlanReader.read(CanonicalJSON.bytes(of: scenario.planFile))
    } catch {
      throw FundingFaultError(.unreadable)
    }
    scale = file.plan.weightDigits + file.plan.valueDigits + 4
  }

  /// Searches, then looks at what was asked besides as far as the time goes.
  public func findings() throws(FundingFaultError) -> FundingFindings {
    do throws(InvestmentError) {
      return try allFindings()
    } catch {
      throw FundingFaultError(Self.fault(error))
    }
  }

  private static func fault(_ error: InvestmentError) -> FundingFault {
    switch error {
    case .tooLarge: .tooLarge
    case .nothingToBridge: .nothingToBridge
    case .refused: .refused
    case .solver(-1): .noSolver
    case .solver: .solver
    }
  }

  private func allFindings() throws(InvestmentError) -> FundingFindings {
    let started = elapsed()
    let settings = settings(seconds: Double(scenario.search.seconds))
    let result = try file.plan.optimum(settings, control: telling(.searching, since: started))
    var findings = FundingFindings(
      status: FundingAnswer(rawValue: result.status.rawValue) ?? .limit, valueScale: scale,
      solver: solver)
    findings.value = result.value
    findings.bound = result.bound
    findings.seconds = ((elapsed() - started) * 100).rounded() / 100
    put(result.portfolio, into: &findings)
    if result.status == .infeasible {
      tell(.conflict, findings, since: started)
      try putConflict(into: &findings)
    } else if result.portfolio != nil, !shouldStop() {
      try look(beyond: result, &findings, since: started)
    }
    return findings
  }

  private func look(
    beyond result: InvestmentResult, _ findings: inout FundingFindings, since started: Double
  ) throws(InvestmentError) {
    tell(.reasons, findings, since: started)
    findings.prices = try prices()
    try putReasons(for: result, into: &findings)
    tell(.samples, findings, since: started)
    try sample(result, into: &findings)
    tell(.front, findings, since: started)
    try trade(into: &findings)
  }

  private func settings(seconds: Double) -> InvestmentSettings {
    InvestmentSettings(
      gap: (scenario.search.gap.rational / Rational(100)).approximation, time: seconds)
  }

  /// The time for each thing that is looked at besides.
  private var sideSeconds: Double { Double(scenario.search.besides) }

  // MARK: Progress

  private func telling(_ stage: FundingStage, since started: Double) -> SearchControl {
    let (elapsed, report, scale) = (elapsed, report, scale)
    return SearchControl(elapsed: elapsed, shouldStop: shouldStop) { best, bound in
      var progress = FundingProgress()
      progress.stage = stage
      progress.best = best.flatMap { Int64(exactly: $0.rounded(.down)) }
      progress.bound = bound < 9e15 ? Int64(exactly: bound.rounded(.up)) : nil
      progress.valueScale = scale
      progress.seconds = elapsed() - started
      report(progress)
    }
  }

  private func tell(_ stage: FundingStage, _ findings: FundingFindings, since started: Double) {
    var progress = FundingProgress()
    progress.stage = stage
    (progress.best, progress.bound) = (findings.value, findings.bound)
    progress.valueScale = scale
    progress.seconds = elapsed() - started
    report(progress)
  }

  private var quiet: SearchControl { SearchControl(elapsed: elapsed, shouldStop: shouldStop) }

  // MARK: Parts

  private func put(_ portfolio: Portfolio?, into findings: inout FundingFindings) {
    guard let portfolio else { return }
    for (index, start) in portfolio.starts.enumerated() {
      if let start { findings.starts[id(index).rawValue] = scenario.firstYear + start }
    }
    findings.funding = portfolio.funding.map { line in
      FundingPayment(
        action: id(line.action), source: scenario.sources[line.source].id,
        year: scenario.firstYear + line.year, amount: line.amount)
    }
  }

  private func putConflict(into findings: inout FundingFindings) throws(InvestmentError) {
    guard let conflict = try file.plan.conflict(seconds: sideSeconds, control: quiet) else {
      return
    }
    findings.conflict = conflict.parts.map { rule($0) }
    findings.conflictIsSmallest = conflict.isIrreducible
  }

  private func prices() throws(InvestmentError) -> [FundingPrice] {
    let minor = Double(scenario.currency.minorUnitsPerMajor)
    let unit = (0..<scale).reduce(1.0) { unit, _ in unit * 10 }
    return try file.plan.prices(per: 1000 * minor).map { price in
      FundingPrice(rule: rule(price.rule), points: price.perUnit / unit)
    }
  }

  private func putReasons(
    for result: InvestmentResult, into findings: inout FundingFindings
  ) throws(InvestmentError) {
    let started = elapsed()
    let intervals = try file.plan.lossIntervals(
      given: result, seconds: sideSeconds, control: quiet)
    findings.reasons = intervals.map { interval in
      FundingReason(
        action: id(interval.action), isImpossible: interval.isImpossible,
        lossAtLeast: interval.least, lossAtMost: interval.most)
    }
    let share = sideSeconds / Double(max(1, intervals.count))
    for (place, interval) in intervals.enumerated() {
      if shouldStop() || elapsed() - started > sideSeconds { return }
      var each = settings(seconds: max(0.1, min(3, share)))
      each.gap = max(each.gap, 0.005)
      guard
        let why = try file.plan.whyNot(interval.action, given: result, each, control: quiet)
      else { continue }
      put(why, into: &findings.reasons[place])
    }
  }

  private func put(_ why: WhyNot, into reason: inout FundingReason) {
    reason.isImpossible = reason.isImpossible || why.isImpossible
    reason.lossAtLeast = max(reason.lossAtLeast, why.loss.least)
    reason.lossAtMost = [reason.lossAtMost, why.loss.most].compactMap { $0 }.min()
    // What a search cut short would exchange says nothing about the best exchange.
    if let gap = why.forced?.gap, gap <= 0.05 {
      reason.displaced = why.displaced.filter { $0 != why.action }.map(id)
      reason.admitted = why.admitted.filter { $0 != why.action }.map(id)
    }
    reason.binding = why.binding.map { rule($0) }
    reason.extraBudget = why.extraBudget
    reason.extraPoints = why.extraScore.map {
      ExactDecimal(significand: $0, scale: min(12, file.plan.valueDigits)).shortest
    }
  }

  private func sample(
    _ result: InvestmentResult, into findings: inout FundingFindings
  ) throws(InvestmentError) {
    guard scenario.search.samples > 0, !shouldStop() else { return }
    var each = settings(seconds: 2)
    each.gap = max(each.gap, 0.01)
    guard
      let acceptability = try file.plan.acceptability(
        scenario.search.samples, file.uncertainty, each, seconds: sideSeconds,
        given: result.portfolio, control: quiet)
    else { return }
    findings.samples = acceptability.samples
    for index in scenario.actions.indices {
      findings.acceptability[id(index).rawValue] = acceptability.counts[index]
    }
  }

  private func trade(into findings: inout FundingFindings) throws(InvestmentError) {
    let aim: Aim
    switch scenario.search.tradeOff {
    case .none: return
    case .cost: aim = .cost
    case .staff: aim = .staff
    case .votes: aim = .votes
    }
    guard !shouldStop() else { return }
    let front = try file.plan.paretoFront(
      [.value, aim], steps: 6, settings(seconds: 2), seconds: sideSeconds, control: quiet)
    findings.front = front.map { point in
      FundingTrade(
        value: point.measures[0], other: point.measures[1],
        actions: (point.result.portfolio?.starts ?? []).enumerated()
          .filter { $0.element != nil }.map { id($0.offset) }, gap: point.result.gap)
    }
  }

  // MARK: Names

  private func id(_ action: Int) -> ID<Action> { scenario.actions[action].id }

  private func year(_ index: Int) -> Int { scenario.firstYear + index }

  private func rule(_ rule: InvestmentRule) -> FundingRule {
    switch rule {
    case .budget(let source, let year):
      .budget(source: scenario.sources[source].id, year: self.year(year))
    case .staff(let year): .staff(year: self.year(year))
    case .rate(let action, let source):
      .rate(source: scenario.sources[source].id, action: id(action))
    case .cashFlow(let year): .cashFlow(year: self.year(year))
    case .oneStart, .paidInFull, .window, .eligibility, .implied: .other
    default: rule.partOfPlan.map { self.rule($0) } ?? .other
    }
  }

  private func rule(_ part: Conflict.Part) -> FundingRule {
    switch part {
    case .budget(let source): .budget(source: scenario.sources[source].id, year: nil)
    case .staff: .staff(year: nil)
    case .rates(let source): .rate(source: scenario.sources[source].id, action: nil)
    case .ownMinimum: .ownMinimum
    case .precedence(let index):
      .precedence(
        first: id(file.plan.precedence[index].first),
        second: id(file.plan.precedence[index].second))
    case .exclusion(let index): .exclusion(file.plan.exclusions[index].map(id))
    case .minimumActions(let objective): .minimumActions(place: objective)
    case .districtShare(let district): .districtShare(file.plan.districts[district])
    case .loanCeiling: .loanCeiling
    case .cashFlow: .cashFlow(year: nil)
    case .voteShare: .voteShare
    case .fixed(let index): .fixed(id(file.plan.fixed[index].action))
    }
  }
}

/// Why a search has no answer.
public struct FundingFaultError: Error, Hashable, Sendable {
  public let fault: FundingFault

  init(_ fault: FundingFault) {
    self.fault = fault
  }
}
