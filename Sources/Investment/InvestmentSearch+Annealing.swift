/// The search's own heuristics and bounds, before the solver's tree.
extension InvestmentSearch {
  /// Solves the relaxation, adds the rows of money that it nearly breaks, and looks for a good
  /// choice near it.
  ///
  /// - Returns: The tree over starts that may come next.
  mutating func anneal() throws(InvestmentError) -> StartTree? {
    let rows = program.startRows() + sides
    let money = program.aggregateRows()
    var tree = StartTree(StartRows(program, money: money), program)
    guard let relaxation = try relax(adding: money) else { return nil }
    if isDone { return nil }
    let spread = max(1, (relaxation.objective - 0.975 * relaxation.objective).magnitude)
    var annealing = Annealing(
      program, rows: rows + money, relaxed: relaxation.columns,
      promising: { relaxation.reduced[$0] > -spread }, seed: settings.seed)
    try cool(&annealing, from: relaxation.columns, &tree)
    return tree
  }

  /// Searches the tree over starts, for one gap after another down to the one that is asked for.
  mutating func climb(_ tree: inout StartTree) throws(InvestmentError) {
    defer { nodes += tree.nodes }
    // The rest is the solver's, whose program knows more of payments.
    let deadline = control.elapsed() + secondsLeft * 0.6
    while let best, best.value > 0, !isDone {
      let open = Double(bound - best.value) / Double(best.value)
      let gap = nextGap(from: open)
      guard let proved = try tree.prove(within: gap * (1 - 1e-9), until: deadline, &self) else {
        return
      }
      lower(toProved: proved)
      control.report(Double(self.best?.value ?? 0), Double(bound))
      if gap <= settings.gap { return }
    }
  }

  /// Cools again and again, each time from the best; after some rounds in vain from the relaxation.
  private mutating func cool(
    _ annealing: inout Annealing, from relaxed: [Double], _ tree: inout StartTree
  ) throws(InvestmentError) {
    let typical = Double(program.offers.map { $0.worth.magnitude }.max() ?? 1)
    // In a small plan every move weighs more.
    let warmth = program.offers.count > 300 ? 1.0 : 5
    let moves = min(1_000_000, program.offers.count * 2500)
    // Where the tree is hopeless, chance is the better way.
    let share = program.offers.count > 500 ? 0.4 : settings.time < 2 ? 0.7 : 0.25
    var inVain = 0
    // In a short search the relaxation is a start of its own; the known plan comes after it.
    if let best, !best.offers.isEmpty, settings.time >= 2 {
      annealing.restart(at: best.offers)
      inVain = 1
    }
    for _ in 0..<Self.rounds(of: program) {
      let spent = control.elapsed() - started
      if control.shouldStop() || spent > settings.time * share { return }
      let isFresh = inVain % 5 == 0
      if isFresh { annealing.begin(at: relaxed) }
      let hot = typical * (isFresh ? 0.03 : 0.01) * warmth
      annealing.cool(moves: moves, from: hot, to: typical * 0.0005)
      inVain += 1
      guard let found = annealing.best else { continue }
      if Int64(found.value) > best?.value ?? Int64.min {
        if try accept(found.offers) {
          inVain = 1
        } else {
          try learn(from: found.offers, &annealing, &tree)
        }
      }
      if isDone { return }
      if let best { annealing.restart(at: best.offers) }
    }
  }

  /// Takes the row that a choice breaks which cannot be paid, if one is found.
  func learn(
    from refused: [Int], _ annealing: inout Annealing, _ tree: inout StartTree
  ) throws(InvestmentError) {
    annealing.forget()
    if let cut = try program.moneyCut(against: refused) {
      annealing.watch(cut)
      tree.add(cut)
    }
  }

  private static func rounds(of program: InvestmentProgram) -> Int {
    min(3 + program.offers.count / 20, program.offers.count / 2 + 1)
  }

  /// What is proved next. A step towards the gap costs little beside the gap, and stands when time
  /// runs out.
  private func nextGap(from open: Double) -> Double {
    if program.offers.count > 500, open > settings.gap * 1.1 { return (open + settings.gap) / 2 }
    return open > max(0.015, 2 * settings.gap) ? max(settings.gap, open / 2.5) : settings.gap
  }

  /// The linear relaxation under all rows of money; those it nearly breaks stay in the program.
  private mutating func relax(
    adding money: [AggregateRow]
  ) throws(InvestmentError) -> (objective: Double, columns: [Double], reduced: [Double])? {
    var whole = program
    for row in money { whole.add(row.row) }
    let solver = try Solver(whole.program, relaxed: true)
    solver.set("time_limit", max(0.01, secondsLeft))
    let outcome = solver.run { [control] _, _, _ in control.shouldStop() }
    guard outcome.status == .optimal else { return nil }
    let solution = solver.solution()
    lower(to: outcome.objective)
    let starts = Array(solution.columns.prefix(program.offers.count))
    for row in money where row.usage(of: starts) > row.limit * 0.95 { program.add(row.row) }
    return (outcome.objective, starts, solution.reduced)
  }
}

extension AggregateRow {
  var row: LinearProgram.Row {
    let used = use.indices.filter { use[$0] != 0 }
    return LinearProgram.Row(
      rule: .implied, lower: -.infinity, upper: limit, columns: used.map { Int32($0) },
      coefficients: used.map { use[$0] })
  }
}
