/// The search for one plan: own heuristics first, then HiGHS to the proof or the limit.
struct InvestmentSearch {
  let plan: InvestmentPlan
  let settings: InvestmentSettings
  let control: SearchControl
  var program: InvestmentProgram
  let started: Double
  /// Plans that kept the rules under other weights: the best of them is where the search begins.
  var hints: [Portfolio] = []
  /// Conditions beside the plan's rules.
  let sides: [AggregateRow]
  /// The best choice whose money was found, with its value.
  private(set) var best: (portfolio: Portfolio, value: Int64, offers: [Int])?
  private(set) var bound = Int64.max
  var nodes: Int64 = 0

  init(
    _ plan: InvestmentPlan, _ settings: InvestmentSettings, _ control: SearchControl,
    worths: [Int64]? = nil, sides: [AggregateRow] = []
  ) throws(InvestmentError) {
    self.plan = plan
    self.sides = sides
    self.settings = settings
    self.control = control
    if plan.sources.contains(where: { $0.lagYears > 0 }), plan.ownSource == nil {
      throw .nothingToBridge
    }
    var offers = try plan.offers()
    if let worths {
      for index in offers.indices { offers[index].worth = worths[index] }
    }
    program = InvestmentProgram(plan, offers: offers)
    for side in sides { program.add(side.row) }
    started = control.elapsed()
  }

  var secondsLeft: Double { settings.time - (control.elapsed() - started) }

  mutating func run() throws(InvestmentError) -> InvestmentResult {
    if program.offers.isEmpty { return try withoutOffers() }
    // To do nothing is a plan too, where no rule demands more.
    _ = try accept([])
    try takeHint()
    let tree = try anneal()
    if isDone { return finish() }
    if var tree { try climb(&tree) }
    if isDone { return finish() }
    for _ in 0..<Self.attempts {
      let outcome = try runSolver()
      nodes += outcome.nodes
      if outcome.status == .infeasible { return finish(isInfeasible: best == nil) }
      if case .failed(let code) = outcome.status { throw .solver(code) }
      lower(to: outcome.bound)
      guard let columns = outcome.columns else { return finish() }
      let chosen = program.offers.indices.filter { columns[$0] > 0.5 }
      if try accept(chosen) || outcome.status == .limit || isDone { return finish() }
      // The solver's tolerance let through what the money does not pay, to the cent.
      forbid(chosen)
    }
    throw .refused(lastBreach ?? Breach(.loanCeiling, by: 0))
  }

  mutating func takeHint() throws(InvestmentError) {
    let choices = hints.map { hint in
      program.offers.indices.filter {
        hint.starts[program.offers[$0].action] == program.offers[$0].start
      }
    }
    func value(_ choice: [Int]) -> Int64 { choice.reduce(0) { $0 + program.offers[$1].worth } }
    if let best = choices.max(by: { value($0) < value($1) }) { _ = try accept(best) }
  }

  private static let attempts = 50
  private var lastBreach: Breach?

  /// No action may start at all: the empty choice, if the rules allow it.
  private mutating func withoutOffers() throws(InvestmentError) -> InvestmentResult {
    bound = 0
    let isAllowed = try accept([])
    return finish(isInfeasible: !isAllowed)
  }

  private mutating func runSolver() throws(InvestmentError) -> Solver.Outcome {
    let solver = try Solver(program.withChoices, threads: settings.threads)
    solver.set("time_limit", max(0.01, secondsLeft))
    solver.set("mip_rel_gap", settings.gap)
    solver.set("mip_abs_gap", 0.5)
    if best?.offers.isEmpty == false {
      // The heuristics are ours, and separation at every node costs more than it saves.
      solver.set("mip_heuristic_effort", 0.0)
      solver.set("mip_allow_cut_separation_at_nodes", false)
    }
    solver.set("random_seed", Int(settings.seed % 1_000_000))
    if let best, let start = try columns(of: best.portfolio) { solver.start(from: start) }
    let (control, known) = (control, best.map { Double($0.value) })
    return solver.run { bound, value, _ in
      let best = [value > -1e299 ? value : nil, known].compactMap { $0 }.max()
      if bound < 1e299 { control.report(best, bound) }
      return control.shouldStop()
    }
  }

  /// Takes a choice as the best so far, if its money can be found and every rule holds.
  mutating func accept(_ chosen: [Int]) throws(InvestmentError) -> Bool {
    let offers = chosen.map { program.offers[$0] }
    let value = offers.reduce(Int64(0)) { $0 + $1.worth }
    for side in sides {
      let used = chosen.reduce(0.0) { $0 + side.use[$1] }
      if used > side.limit + 1e-9 * max(1, side.limit.magnitude) { return false }
    }
    guard let lines = try FundingAllocation(plan: plan, chosen: offers).lines() else {
      return false
    }
    var starts = [Int?](repeating: nil, count: plan.actions.count)
    for offer in offers { starts[offer.action] = offer.start }
    let portfolio = Portfolio(starts: starts, funding: lines)
    if let breach = plan.breaches(in: portfolio).first {
      lastBreach = breach
      return false
    }
    if value > best?.value ?? Int64.min {
      best = (portfolio, value, chosen)
      control.report(Double(value), Double(bound))
    }
    return true
  }

  /// Forbids one choice, and no other: money that a fund pays back late may pay for one more.
  private mutating func forbid(_ chosen: [Int]) {
    var signs = [Double](repeating: -1, count: program.offers.count)
    for offer in chosen { signs[offer] = 1 }
    program.add(
      LinearProgram.Row(
        rule: .implied, lower: -.infinity, upper: Double(chosen.count - 1),
        columns: signs.indices.map { Int32($0) }, coefficients: signs))
  }

  /// Takes a bound of the solver: values are whole, so what is after the point goes.
  mutating func lower(to value: Double) {
    guard value.magnitude < 9e15 else { return }
    bound = min(bound, Self.wholeBound(value))
  }

  mutating func lower(toProved whole: Int64) { bound = min(bound, whole) }

  /// A bound in whole units of value, with room for what a solver's numbers may be off.
  static func wholeBound(_ value: Double) -> Int64 {
    Int64((value + 0.01 + value.magnitude * 1e-10).rounded(.down))
  }

  var isDone: Bool {
    guard let best else { return false }
    return Double(bound - best.value) <= settings.gap * Double(best.value)
  }

  /// A choice as columns of the program, to start from.
  private func columns(of portfolio: Portfolio) throws(InvestmentError) -> [Double]? {
    var columns = [Double](repeating: 0, count: program.program.columnCount)
    for (index, offer) in program.offers.enumerated()
    where portfolio.starts[offer.action] == offer.start { columns[index] = 1 }
    for line in portfolio.funding {
      let column = program.payment[line.action][line.source][line.year]
      guard column >= 0 else { return nil }
      columns[column] = program.scaled(line.amount)
    }
    for offers in program.offersOf where offers.count > 1 {
      columns.append(offers.reduce(0) { $0 + columns[$1] })
    }
    return columns
  }

  func finish(isInfeasible: Bool = false) -> InvestmentResult {
    if isInfeasible {
      return InvestmentResult(
        status: .infeasible, portfolio: nil, value: nil, bound: nil, nodes: nodes)
    }
    let proved = bound < Int64.max ? bound : nil
    guard let best else {
      return InvestmentResult(
        status: .limit, portfolio: nil, value: nil, bound: proved, nodes: nodes)
    }
    let status: InvestmentResult.Status =
      proved.map { $0 <= best.value } == true ? .optimal : isDone ? .feasible : .limit
    return InvestmentResult(
      status: status, portfolio: best.portfolio, value: best.value,
      bound: proved.map { max($0, best.value) }, nodes: nodes)
  }
}
