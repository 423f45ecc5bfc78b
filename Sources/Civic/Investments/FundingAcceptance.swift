import BigInt
public import Exact

/// What accepting a run changes in the plan: chosen actions get their years, what they cost in them,
/// and who pays. Actions that are not chosen stay as they are.
public struct FundingAcceptance: Hashable, Sendable {
  public private(set) var actions: [Action] = []
  public private(set) var tasks: [ActionTask] = []
  public private(set) var costLines: [CostLine] = []
  public private(set) var removed: [FundingLine] = []
  public private(set) var added: [FundingLine] = []

  /// - Parameters:
  ///   - decision: Where the actions will say that they come from, unless they come from elsewhere.
  ///   - makeID: Gives each new funding line its identifier.
  public init(
    of scenario: FundingScenario, _ findings: FundingFindings, in document: PlanDocument,
    by decision: Exact.ID<Decision>, makeID: () -> Exact.ID<FundingLine>
  ) {
    let amounts = Dictionary(
      document.fundingCheck().byAction.flatMap(\.lines).map { ($0.line, $0.amount) }
    ) { first, _ in first }
    for entry in scenario.actions {
      guard let start = findings.start(of: entry.id), let action = document.action(entry.id) else {
        continue
      }
      move(action, entry, to: start, in: document, by: decision)
      price(entry, scenario, from: start, in: document)
      let payments = findings.funding.filter { $0.action == entry.id }
      let present = document.fundingLines(of: entry.id)
      var wanted = payments
      for line in present {
        let place = wanted.firstIndex { line.pays($0) }
        if let place { wanted.remove(at: place) } else { removed.append(line) }
      }
      for payment in wanted {
        let old = present.filter { $0.source == payment.source }
        var line = FundingLine(
          id: makeID(), plan: document.plan.id, action: entry.id, source: payment.source,
          status: Self.status(
            of: payment.source, old, old.reduce(0) { $0 + (amounts[$1.id] ?? 0) }, payments),
          share: .amount)
        line.amount = payment.amount
        line.year = payment.year
        added.append(line)
      }
    }
  }

  /// Money stays as sure as it was while no more is asked of its source.
  private static func status(
    of source: Exact.ID<FundingSource>, _ old: [FundingLine], _ before: MinorUnits,
    _ payments: [FundingPayment]
  ) -> FundingStatus {
    let now = payments.filter { $0.source == source }.reduce(0) { $0 + $1.amount }
    let all = FundingStatus.allCases
    guard !old.isEmpty, now <= before else { return .identified }
    return all.first { status in old.contains { $0.status == status } } ?? .identified
  }

  private mutating func move(
    _ action: Action, _ entry: ScenarioAction, to start: Int, in document: PlanDocument,
    by decision: Exact.ID<Decision>
  ) {
    let months = (start - entry.plannedStart) * 12
    var moved = action
    if action.start == nil && action.end == nil {
      moved.start = Day(year: start, month: 1, day: 1)
      moved.end = Day(year: start + entry.duration - 1, month: 12, day: 31)
    } else if months != 0 {
      moved.start = action.start?.adding(months: months)
      moved.end = action.end?.adding(months: months)
    }
    if action.origin == nil {
      moved.origin = RecordReference(kind: Self.originKind, id: decision.rawValue)
    }
    if moved != action { actions.append(moved) }
    guard months != 0 else { return }
    for task in document.tasks(of: action.id) where task.doneOn == nil {
      var next = task
      next.start = task.start?.adding(months: months)
      next.end = task.end?.adding(months: months)
      if next != task { tasks.append(next) }
    }
  }

  /// The kind of record that an action's origin names.
  public static let originKind = "decision"

  private mutating func price(
    _ entry: ScenarioAction, _ scenario: FundingScenario, from start: Int,
    in document: PlanDocument
  ) {
    let amounts = scenario.indexedCost(of: entry, from: start)
    let delta = start - entry.plannedStart
    for index in entry.cost.indices {
      let lines = document.costLines(of: entry.id).filter {
        $0.year == entry.plannedStart + index && $0.planned > 0
      }
      let parts = Money(minorUnits: amounts[index], currency: document.plan.currency)
        .split(byWeights: lines.map { BigInt($0.planned) })
      for (line, part) in zip(lines, parts) {
        var next = line
        next.year += delta
        next.planned = part.minorUnits
        if next != line { costLines.append(next) }
      }
    }
  }
}

extension FundingLine {
  /// Whether the line says already what a payment says.
  fileprivate func pays(_ payment: FundingPayment) -> Bool {
    share == .amount && source == payment.source && year == payment.year
      && amount == payment.amount
  }
}
