/// What searches under other worths have in common: the rules, and what was proved.
struct SampleBasis {
  let rows: [AggregateRow]
  var tree: StartTree

  init(_ program: InvestmentProgram) {
    let money = program.aggregateRows()
    rows = program.startRows() + money
    tree = StartTree(StartRows(program, money: money), program)
  }

  /// Takes what a search proved: it holds for its worths, and bounds all others near them.
  mutating func remember(_ search: InvestmentSearch) {
    guard search.bound < Int64.max else { return }
    tree.remember(
      AggregateRow(
        use: search.program.offers.map { Double($0.worth) }, limit: Double(search.bound)))
  }
}

extension InvestmentSearch {
  /// Searches under other worths than the ones before: from the best plan of those, and with what
  /// was proved of them.
  mutating func resume(_ known: inout SampleBasis) throws(InvestmentError) -> InvestmentResult {
    known.tree.value(program.offers)
    try takeHint()
    guard let relaxation = known.tree.relaxation() else { return finish(isInfeasible: true) }
    lower(to: relaxation.bound)
    if best?.offers.isEmpty == false {
      let spread = max(1, 0.03 * relaxation.bound.magnitude)
      var annealing = Annealing(
        program, rows: known.rows + known.tree.cuts, relaxed: relaxation.point,
        promising: { relaxation.reduced[$0] > -spread }, seed: settings.seed)
      try warm(&annealing, &known.tree)
    }
    // More is proved than is asked for, because it serves the samples to come.
    if !isDone,
      let proved = try known.tree.prove(
        within: settings.gap * 0.3, until: started + settings.time, &self), best != nil
    {
      lower(toProved: proved)
    }
    nodes += known.tree.nodes
    if best == nil { return try run() }
    known.remember(self)
    return finish()
  }

  /// Cools from the best plan, a few rounds.
  private mutating func warm(
    _ annealing: inout Annealing, _ tree: inout StartTree
  ) throws(InvestmentError) {
    let typical = Double(program.offers.map { $0.worth.magnitude }.max() ?? 1)
    let moves = min(500_000, program.offers.count * 2500)
    for round in 0..<(isDone ? 2 : 4) {
      if control.shouldStop() { return }
      if round > 0, let best { annealing.restart(at: best.offers) }
      let hot = typical * (round == 0 ? 0.15 : 0.05)
      annealing.cool(moves: moves, from: hot, to: typical * 0.0005)
      guard let found = annealing.best else { continue }
      guard Int64(found.value) > best?.value ?? Int64.min else { continue }
      if try !accept(found.offers) {
        try learn(from: found.offers, &annealing, &tree)
      }
    }
  }
}
