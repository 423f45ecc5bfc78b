/// Finds who pays what for actions whose starts are settled, in whole minor units.
struct FundingAllocation {
  let plan: InvestmentPlan
  let chosen: [Offer]

  /// - Returns: `nil` when the money does not suffice, in whole minor units.
  func lines() throws(InvestmentError) -> [SourcePayment]? {
    guard !chosen.isEmpty else { return [] }
    var program = InvestmentProgram(plan, offers: chosen)
    for index in chosen.indices { program.fix(index, to: 1) }
    preferGrants(&program)
    let outcome = try Solver(program.program, relaxed: true).run()
    guard outcome.status == .optimal, let columns = outcome.columns else { return nil }
    if let lines = rounded(columns, program) { return lines }
    return try inWholeUnits(program)
  }

  /// Grants are used before own money, and own money before loans.
  private func preferGrants(_ program: inout InvestmentProgram) {
    for offer in chosen {
      for (source, data) in plan.sources.enumerated() {
        let price = data.isLoan ? 3.0 : source == plan.ownSource ? 2 : 1
        for column in program.payment[offer.action][source] where column >= 0 {
          program.setCost(of: column, -price)
        }
      }
    }
  }

  /// Rounds down what has a ceiling, and leaves the rest to the source without one; where that has
  /// no room, to any that has.
  private func rounded(_ columns: [Double], _ program: InvestmentProgram) -> [SourcePayment]? {
    var purse = Purse(plan, chosen)
    let own = plan.ownSource
    for (index, offer) in chosen.enumerated() {
      for source in plan.sources.indices {
        for year in 0..<plan.years {
          let column = program.payment[offer.action][source][year]
          guard column >= 0 else { continue }
          let exact = columns[column] * program.unit
          // A solver's 99.9999999 stands for 100.
          let amount = Int64((exact + 1e-4).rounded(.down))
          purse.pay(index, source, year, purse.room(index, source, year, upTo: amount))
        }
      }
    }
    for (index, offer) in chosen.enumerated() {
      for year in 0..<plan.years {
        let order = ([own].compactMap { $0 } + plan.sources.indices.filter { $0 != own })
        for source in order where program.payment[offer.action][source][year] >= 0 {
          purse.pay(index, source, year, purse.room(index, source, year, upTo: Int64.max))
        }
      }
    }
    return check(purse.lines)
  }

  /// Whole units as a program of their own: for the rare plan where no rounding fits.
  private func inWholeUnits(_ program: InvestmentProgram) throws(InvestmentError)
    -> [SourcePayment]?
  {
    var program = program
    program.countInWholeUnits(for: chosen)
    let solver = try Solver(program.program)
    solver.set("mip_max_nodes", 5000)
    guard let columns = solver.run().columns else { return nil }
    var lines: [SourcePayment] = []
    for offer in chosen {
      for source in plan.sources.indices {
        for year in 0..<plan.years {
          let column = program.payment[offer.action][source][year]
          guard column >= 0 else { continue }
          let amount = Int64(columns[column].rounded())
          guard amount > 0 else { continue }
          lines.append(
            SourcePayment(action: offer.action, source: source, year: year, amount: amount))
        }
      }
    }
    return check(lines)
  }

  /// The lines, if they keep every rule about money.
  private func check(_ lines: [SourcePayment]) -> [SourcePayment]? {
    var starts = [Int?](repeating: nil, count: plan.actions.count)
    for offer in chosen { starts[offer.action] = offer.start }
    let breaches = plan.breaches(in: Portfolio(starts: starts, funding: lines))
    return breaches.allSatisfy { !$0.rule.concernsMoney } ? lines : nil
  }
}

extension InvestmentRule {
  fileprivate var concernsMoney: Bool {
    switch self {
    case .budget, .rate, .ownMinimum, .loanCeiling, .cashFlow, .paidInFull, .eligibility: true
    default: false
    }
  }
}

/// Money that is handed out, never more than there is.
private struct Purse {
  private let plan: InvestmentPlan
  private let chosen: [Offer]
  private var left: [[Int64]]
  private var ceilings: [[Int64]]
  private var owed: [[Int64]]
  private var paid: [[[Int64]]]
  private var credit: Int64

  init(_ plan: InvestmentPlan, _ chosen: [Offer]) {
    self.plan = plan
    self.chosen = chosen
    left = plan.sources.map(\.budget)
    ceilings = chosen.map { offer in offer.ceilings.map { $0 ?? Int64.max } }
    owed = chosen.map(\.spending)
    let years = [Int64](repeating: 0, count: plan.years)
    paid = chosen.map { _ in plan.sources.map { _ in years } }
    credit = plan.loanCeiling ?? Int64.max
  }

  func room(_ index: Int, _ source: Int, _ year: Int, upTo amount: Int64) -> Int64 {
    var room = min(amount, left[source][year], ceilings[index][source], owed[index][year])
    if plan.sources[source].isLoan { room = min(room, credit) }
    return max(0, room)
  }

  mutating func pay(_ index: Int, _ source: Int, _ year: Int, _ amount: Int64) {
    left[source][year] -= amount
    ceilings[index][source] -= amount
    owed[index][year] -= amount
    paid[index][source][year] += amount
    if plan.sources[source].isLoan { credit -= amount }
  }

  var lines: [SourcePayment] {
    var lines: [SourcePayment] = []
    for (index, offer) in chosen.enumerated() {
      for source in plan.sources.indices {
        for year in 0..<plan.years where paid[index][source][year] > 0 {
          lines.append(
            SourcePayment(
              action: offer.action, source: source, year: year,
              amount: paid[index][source][year]))
        }
      }
    }
    return lines
  }
}
