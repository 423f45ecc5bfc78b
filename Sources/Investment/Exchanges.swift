/// Plans next to a plan: one action forced in or out, others given up for it or taken in its place.
struct Exchanges {
  private let program: InvestmentProgram
  private let rows: [AggregateRow]
  private let rules: StartRules
  private let choice: [Int]
  private let load: [Double]

  init(_ program: InvestmentProgram, _ portfolio: Portfolio) throws(InvestmentError) {
    self.program = program
    rows = program.startRows() + program.aggregateRows()
    rules = StartRules(program)
    var choice = [Int](repeating: -1, count: program.plan.actions.count)
    var chosen = [Double](repeating: 0, count: program.offers.count)
    for (index, offer) in program.offers.enumerated()
    where portfolio.starts[offer.action] == offer.start {
      choice[offer.action] = index
      chosen[index] = 1
    }
    self.choice = choice
    load = rows.map { $0.usage(of: chosen) }
  }

  /// The value of a good plan with the action forced, every rule checked; `nil` if none was found.
  func value(forcing action: Int, isChosen: Bool) throws(InvestmentError) -> Int64? {
    var found: (choice: [Int], value: Int64)?
    if isChosen {
      guard rules.allowsLeaving(choice[action], in: choice) else { return nil }
      found = greedy(removing: [choice[action]], adding: nil, without: action)
    } else {
      for offer in program.offersOf[action] {
        guard let plan = makingRoom(for: offer, of: action) else { continue }
        if plan.value > found?.value ?? Int64.min { found = plan }
      }
    }
    guard let found else { return nil }
    return try isPayable(found.choice) ? found.value : nil
  }

  /// Gives up the least value that lets the offer in: one action, or two.
  private func makingRoom(for offer: Int, of action: Int) -> (choice: [Int], value: Int64)? {
    let chosen = choice.filter { $0 >= 0 }
      .sorted { program.offers[$0].worth < program.offers[$1].worth }
    var best: (choice: [Int], value: Int64)? = greedy(removing: [], adding: offer, without: nil)
    for first in chosen where best == nil {
      best = greedy(removing: [first], adding: offer, without: nil)
    }
    if best != nil { return best }
    let some = chosen.prefix(30)
    for (place, first) in some.enumerated() {
      for second in some.prefix(place) {
        if let plan = greedy(removing: [first, second], adding: offer, without: nil) {
          return plan
        }
      }
    }
    return nil
  }

  /// The plan after the exchange, filled up with what still fits; `nil` when it breaks a rule.
  private func greedy(
    removing: [Int], adding: Int?, without: Int?
  ) -> (choice: [Int], value: Int64)? {
    var (choice, load) = (choice, load)
    for offer in removing {
      guard rules.allowsLeaving(offer, in: choice) else { return nil }
      choice[program.offers[offer].action] = -1
      for row in rows.indices { load[row] -= rows[row].use[offer] }
    }
    if let adding {
      guard rules.allows(adding, replacing: -1, in: choice) else { return nil }
      choice[program.offers[adding].action] = adding
      for row in rows.indices { load[row] += rows[row].use[adding] }
    }
    guard rows.indices.allSatisfy({ fits(load[$0], $0) }) else { return nil }
    let order = program.offers.indices.sorted {
      program.offers[$0].worth > program.offers[$1].worth
    }
    for offer in order {
      let action = program.offers[offer].action
      guard choice[action] < 0, action != without,
        rules.allows(offer, replacing: -1, in: choice),
        rows.indices.allSatisfy({ fits(load[$0] + rows[$0].use[offer], $0) })
      else { continue }
      choice[action] = offer
      for row in rows.indices { load[row] += rows[row].use[offer] }
    }
    let value = choice.reduce(Int64(0)) { $1 >= 0 ? $0 + program.offers[$1].worth : $0 }
    return (choice, value)
  }

  private func fits(_ load: Double, _ row: Int) -> Bool {
    load <= rows[row].limit + 1e-9 * max(1, rows[row].limit.magnitude)
  }

  private func isPayable(_ choice: [Int]) throws(InvestmentError) -> Bool {
    let chosen = choice.filter { $0 >= 0 }.map { program.offers[$0] }
    guard let lines = try FundingAllocation(plan: program.plan, chosen: chosen).lines() else {
      return false
    }
    var starts = [Int?](repeating: nil, count: choice.count)
    for offer in chosen { starts[offer.action] = offer.start }
    return program.plan.breaches(in: Portfolio(starts: starts, funding: lines)).isEmpty
  }
}
