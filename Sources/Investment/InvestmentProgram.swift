import BigInt
import Exact

/// The plan as a mixed-integer program: a column for every start, one for every payment.
///
/// Source: Liesiö, Mild, Salo (2008), "Robust portfolio modeling with incomplete cost information
/// and project interdependencies". <https://doi.org/10.1016/j.ejor.2007.06.049>
struct InvestmentProgram: Sendable {
  let plan: InvestmentPlan
  let offers: [Offer]
  /// Columns `0..<offers.count` are the starts.
  var program = LinearProgram()
  /// The offers of each action.
  let offersOf: [[Int]]
  /// The column of a payment, by action, source and year; -1 where there is none.
  private(set) var payment: [[[Int]]]
  /// Minor units in one unit of the program, which keeps its numbers near 1.
  private(set) var unit: Double

  init(_ plan: InvestmentPlan, offers: [Offer]) {
    self.plan = plan
    self.offers = offers
    var offersOf = [[Int]](repeating: [], count: plan.actions.count)
    for (index, offer) in offers.enumerated() { offersOf[offer.action].append(index) }
    self.offersOf = offersOf
    payment = plan.actions.map { _ in
      plan.sources.map { _ in [Int](repeating: -1, count: plan.years) }
    }
    let largest = offers.map { $0.spending.max() ?? 0 }.max() ?? 0
    var unit = 1.0
    while Double(largest) / unit > 1000 { unit *= 10 }
    self.unit = unit
    for offer in offers {
      _ = program.addColumn(cost: Double(offer.worth), upper: 1, isInteger: true)
    }
    addPayments()
    addLogic()
    addLimits()
    addShares()
  }

  func scaled(_ amount: Int64) -> Double { Double(amount) / unit }

  private mutating func addPayments() {
    for action in plan.actions.indices where !offersOf[action].isEmpty {
      let starts = offersOf[action]
      program.addRow(.oneStart(action: action), starts.map { ($0, 1) }, to: 1)
      for source in plan.sources.indices { addColumns(action, source) }
      for year in 0..<plan.years {
        var terms = starts.filter { offers[$0].spending[year] != 0 }
          .map { ($0, -scaled(offers[$0].spending[year])) }
        guard !terms.isEmpty else { continue }
        terms += plan.sources.indices.map { payment[action][$0][year] }.filter { $0 >= 0 }
          .map { ($0, 1) }
        program.addRow(.paidInFull(action: action, year: year), terms, from: 0, to: 0)
      }
      addCeilings(action)
    }
  }

  private mutating func addColumns(_ action: Int, _ source: Int) {
    for year in 0..<plan.years {
      let most =
        offersOf[action].map { offer in
          min(offers[offer].spending[year], offers[offer].ceilings[source] ?? Int64.max)
        }.max() ?? 0
      let upper = min(most, plan.sources[source].budget[year])
      guard most > 0 else { continue }
      payment[action][source][year] = program.addColumn(
        cost: 0, upper: scaled(upper), isInteger: false)
    }
  }

  private mutating func addCeilings(_ action: Int) {
    for source in plan.sources.indices {
      let columns = payment[action][source].filter { $0 >= 0 }
      if plan.sources[source].rate != nil, !columns.isEmpty {
        let ceilings = offersOf[action].map { ($0, -scaled(offers[$0].ceilings[source] ?? 0)) }
        program.addRow(
          .rate(action: action, source: source), columns.map { ($0, 1) } + ceilings, to: 0)
      }
      if source == plan.ownSource {
        let minima = offersOf[action].filter { offers[$0].ownMinimum > 0 }
          .map { ($0, -scaled(offers[$0].ownMinimum)) }
        guard !minima.isEmpty else { continue }
        program.addRow(.ownMinimum(action: action), columns.map { ($0, 1) } + minima, from: 0)
      }
    }
  }

  private mutating func addLogic() {
    for (index, pair) in plan.precedence.enumerated() {
      let finish = plan.actions[pair.first].duration + pair.lag
      for year in Set(offersOf[pair.second].map { offers[$0].start }).sorted() {
        let begun = offersOf[pair.second].filter { offers[$0].start <= year }
        let done = offersOf[pair.first].filter { offers[$0].start + finish <= year }
        program.addRow(
          .precedence(index), begun.map { ($0, 1) } + done.map { ($0, -1) }, to: 0)
      }
    }
    for (index, group) in plan.exclusions.enumerated() {
      program.addRow(
        .exclusion(index), Set(group).sorted().flatMap { offersOf[$0] }.map { ($0, 1) }, to: 1)
    }
    for (objective, least) in plan.minimumActions.enumerated() where least > 0 {
      let members = offers.indices.filter { plan.actions[offers[$0].action].objective == objective }
      program.addRow(
        .minimumActions(objective: objective), members.map { ($0, 1) }, from: Double(least))
    }
    for (index, fixed) in plan.fixed.enumerated() where fixed.demand != .left {
      program.addRow(.fixed(index), offersOf[fixed.action].map { ($0, 1) }, from: 1)
    }
  }

  private mutating func addLimits() {
    for (source, data) in plan.sources.enumerated() {
      for year in 0..<plan.years {
        let columns = plan.actions.indices.map { payment[$0][source][year] }.filter { $0 >= 0 }
        program.addRow(
          .budget(source: source, year: year), columns.map { ($0, 1) },
          to: scaled(data.budget[year]))
      }
    }
    if let staff = plan.staff {
      for year in 0..<plan.years {
        let terms = offers.indices.filter { offers[$0].staff[year] != 0 }
          .map { ($0, Double(offers[$0].staff[year]) / 1000) }
        program.addRow(.staff(year: year), terms, to: Double(staff[year]) / 1000)
      }
    }
    if let ceiling = plan.loanCeiling {
      let columns = plan.sources.indices.filter { plan.sources[$0].isLoan }
        .flatMap { source in payment.flatMap { $0[source] } }.filter { $0 >= 0 }
      program.addRow(.loanCeiling, columns.map { ($0, 1) }, to: scaled(ceiling))
    }
    addCashFlow()
  }

  private mutating func addCashFlow() {
    guard let own = plan.ownSource, plan.sources.contains(where: { $0.lagYears > 0 }) else {
      return
    }
    for year in 0..<plan.years {
      var terms: [(Int, Double)] = []
      for action in plan.actions.indices {
        for (source, data) in plan.sources.enumerated() {
          let now = payment[action][source][year]
          if now >= 0, source == own || data.lagYears > 0 { terms.append((now, 1)) }
          guard data.lagYears > 0, year >= data.lagYears else { continue }
          let before = payment[action][source][year - data.lagYears]
          if before >= 0 { terms.append((before, -1)) }
        }
      }
      program.addRow(.cashFlow(year: year), terms, to: scaled(plan.sources[own].budget[year]))
    }
  }

  private mutating func addShares() {
    for (district, share) in plan.minimumShares.enumerated() where !share.isZero {
      // Times the share's denominator, so that all numbers are whole.
      let (part, whole) = (Double(share.numerator), Double(share.denominator))
      let terms = offers.indices.map { index in
        let isHere = plan.actions[offers[index].action].district == district
        return (index, scaled(offers[index].total) * ((isHere ? whole : 0) - part))
      }
      program.addRow(.districtShare(district), terms, from: 0)
    }
    let votes = plan.actions.reduce(Int64(0)) { $0 + ($1.votes ?? 0) }
    if !plan.minimumVoteShare.isZero {
      let terms = offers.indices.map { ($0, Double(plan.actions[offers[$0].action].votes ?? 0)) }
        .filter { $0.1 != 0 }
      program.addRow(
        .voteShare, terms, from: plan.minimumVoteShare.approximation * Double(votes))
    }
  }

  /// Takes away the rows of some rules.
  mutating func relax(_ isRelaxed: (InvestmentRule) -> Bool) {
    program.rows.removeAll { isRelaxed($0.rule) }
    unbindPayments()
  }

  /// Leaves the limits of payments to the rows alone.
  mutating func unbindPayments() {
    for column in offers.count..<program.columnCount { program.upper[column] = .infinity }
  }

  /// The program with a column for every action with several starts: whether it is chosen at all.
  /// To branch on that first keeps the search from going round the years.
  var withChoices: LinearProgram {
    var program = program
    for (action, offers) in offersOf.enumerated() where offers.count > 1 {
      let choice = program.addColumn(cost: 0, upper: 1, isInteger: true)
      program.addRow(
        .oneStart(action: action), offers.map { ($0, 1) } + [(choice, -1)], from: 0, to: 0)
    }
    return program
  }

  mutating func add(_ row: LinearProgram.Row) { program.rows.append(row) }

  mutating func setWorths(_ worths: [Double]) {
    program.cost.replaceSubrange(offers.indices, with: worths)
  }

  mutating func fix(_ offer: Int, to value: Double) {
    program.lower[offer] = value
    program.upper[offer] = value
  }

  mutating func setBounds(_ offer: Int, _ lower: Double, _ upper: Double) {
    program.lower[offer] = lower
    program.upper[offer] = upper
  }

  mutating func setCost(of column: Int, _ cost: Double) { program.cost[column] = cost }

  /// Makes payments integers of the minor unit.
  mutating func countInWholeUnits(for chosen: [Offer]) {
    for row in program.rows.indices {
      for term in program.rows[row].columns.indices {
        guard Int(program.rows[row].columns[term]) < offers.count else { continue }
        program.rows[row].coefficients[term] =
          (program.rows[row].coefficients[term] * (concernsMoney(row) ? unit : 1))
      }
      if concernsMoney(row) {
        program.rows[row].lower = (program.rows[row].lower * unit).rounded()
        program.rows[row].upper = (program.rows[row].upper * unit).rounded()
      }
    }
    for column in offers.count..<program.columnCount {
      program.upper[column] = (program.upper[column] * unit).rounded()
      program.isInteger[column] = true
    }
    unit = 1
  }

  private func concernsMoney(_ row: Int) -> Bool {
    switch program.rows[row].rule {
    case .budget, .rate, .ownMinimum, .loanCeiling, .cashFlow, .paidInFull: true
    default: false
    }
  }
}
