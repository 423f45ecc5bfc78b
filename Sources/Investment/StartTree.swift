/// A search tree over starts alone: who pays what is asked only where all starts are settled.
///
/// The rows of money leave out what a solver's program says about payments, which makes a node
/// cheap: a few pivots on a small tableau. Every node ends with a bound by weak duality below the
/// value aimed at, without a choice, or with one whose money was found.
///
/// Sources: Achterberg, Koch, Martin (2005), "Branching rules revisited".
/// <https://doi.org/10.1016/j.orl.2004.04.002>
struct StartTree {
  var rows: StartRows
  private var cost: [Double]
  let offersOf: [[Int]]
  var gains: [Gain]
  /// Nodes are not worth more than this, or they are searched.
  private(set) var cutoff = 0.0
  private var aim = 0.0
  /// The highest bound of a node that was left.
  private var left = Int64.min
  private(set) var nodes: Int64 = 0
  private var settled = 0
  /// What choices broke whose money could not be found.
  private(set) var cuts: [AggregateRow] = []
  /// Rows that forbid choices which were taken: under other worths they may be the best.
  private var taken: [Int] = []
  /// What no choice is worth more than, under other worths.
  private var proofs: [AggregateRow] = []
  private var isStopped = false
  private var deadline = Double.infinity

  /// What branching on an action's choice, or on its years, has brought so far.
  struct Gain {
    var (sum, count) = ((low: 0.0, high: 0.0), (low: 0, high: 0))
  }

  init(_ rows: StartRows, _ program: InvestmentProgram) {
    self.rows = rows
    cost = program.offers.map { Double($0.worth) }
    offersOf = program.offersOf
    gains = [Gain](repeating: Gain(), count: 2 * program.offersOf.count)
  }

  /// Goes over to other worths of the starts; what was learnt of branching stays.
  mutating func value(_ offers: [Offer]) {
    cost = offers.map { Double($0.worth) }
    (nodes, settled) = (0, 0)
  }

  /// The relaxation at the root: where it arrives, what starts would cost more, and its bound;
  /// `nil` when no choice is left.
  ///
  /// What was proved under other worths counts here, not in the tree: a node far below it would not
  /// show what a branch brings.
  func relaxation() -> (point: [Double], reduced: [Double], bound: Double)? {
    var rows = rows
    for proof in proofs { rows.add(proof) }
    var node = StartSimplex(rows, cost: cost)
    for _ in 0..<60 {
      if node.solve(above: -.infinity, atMost: 20_000, rows) == .infeasible { return nil }
      let broken = rows.broken(by: node.point, from: rows.groups, atMost: 20)
      if broken.isEmpty { break }
      for row in broken { node.add(row, of: rows) }
    }
    let proof = node.bound(rows)
    return (node.point, proof.reduced, proof.bound)
  }

  /// Proves that nothing is worth more than the best known by more than a gap, or finds better.
  ///
  /// - Returns: The bound that is proved; `nil` when time ran out, or the money of too many
  ///   choices could not be found.
  mutating func prove(
    within gap: Double, until deadline: Double, _ search: inout InvestmentSearch
  ) throws(InvestmentError) -> Int64? {
    (aim, self.deadline, left, isStopped) = (gap, deadline, Int64.min, false)
    raise(search)
    try explore(StartSimplex(rows, cost: cost), below: .infinity, depth: 0, &search)
    rows.remove(taken)
    taken = []
    if isStopped { return nil }
    return max(left, search.best?.value ?? left)
  }

  private mutating func raise(_ search: InvestmentSearch) {
    let value = Double(search.best?.value ?? Int64.min)
    cutoff = value > 0 ? (value * (1 + aim)).rounded(.down) : value
  }

  private mutating func shouldStop(_ search: InvestmentSearch) -> Bool {
    if !isStopped, nodes & 15 == 0 {
      isStopped = search.control.shouldStop() || search.control.elapsed() > deadline
    }
    return isStopped
  }

  private mutating func explore(
    _ parent: consuming StartSimplex, below limit: Double, depth: Int,
    _ search: inout InvestmentSearch
  ) throws(InvestmentError) {
    var node = parent
    var limit = limit
    nodes += 1
    while relax(&node, &limit, isRoot: depth == 0, search) {
      let branches = branches(of: node)
      if branches.isEmpty {
        try settle(node.point, &search)
        continue
      }
      guard let branch = choose(branches, &node, limit) else { continue }
      for child in branch.children {
        var next = node
        for change in child { next.narrow(change.variable, change.low, change.high) }
        try explore(next, below: limit, depth: depth + 1, &search)
      }
      return
    }
  }

  /// Solves a node with the rows that it breaks, and fixes what cannot be otherwise.
  ///
  /// - Returns: Whether there is something to search for in it.
  private mutating func relax(
    _ node: inout StartSimplex, _ limit: inout Double, isRoot: Bool, _ search: InvestmentSearch
  ) -> Bool {
    var rounds = isRoot ? 60 : 4
    while !shouldStop(search) {
      let outcome = node.solve(above: cutoff, atMost: 2000, rows)
      if outcome == .infeasible { return false }
      let proof = node.bound(rows)
      limit = min(limit, proof.bound)
      if isLeft(limit) { return false }
      let broken =
        outcome == .optimal && rounds > 0
        ? rows.broken(by: node.point, from: rows.groups, atMost: isRoot ? 20 : 5) : []
      if broken.isEmpty {
        fix(&node, limit, proof.reduced, proof.group)
        node.shrink()
        return true
      }
      for row in broken { node.add(row, of: rows) }
      rounds -= 1
    }
    return false
  }

  /// Whether a bound is low enough to leave a node.
  mutating func isLeft(_ bound: Double) -> Bool {
    let whole = bound.magnitude < 9e15 ? InvestmentSearch.wholeBound(bound) : Int64.max
    guard Double(whole) <= cutoff else { return false }
    left = max(left, whole)
    return true
  }

  /// Fixes what would cost more than there is to the cutoff; what is left out so is bounded too.
  private mutating func fix(
    _ node: inout StartSimplex, _ bound: Double, _ reduced: [Double], _ group: [Double]
  ) {
    let room = bound - cutoff
    for (variable, price) in (reduced + group).enumerated()
    where price.magnitude > room && node.lower[variable] < node.upper[variable] {
      let side = price > 0 ? 1.0 : 0
      if isLeft(bound - price.magnitude) { node.narrow(variable, side, side) }
    }
  }

  /// Takes what was proved under other worths.
  mutating func remember(_ proof: AggregateRow) { proofs.append(proof) }

  /// Takes a row that no choice breaks whose money can be found.
  mutating func add(_ cut: AggregateRow) {
    cuts.append(cut)
    rows.add(cut)
  }

  /// Takes a choice of starts that the relaxation arrived at, or forbids it.
  private mutating func settle(
    _ point: [Double], _ search: inout InvestmentSearch
  ) throws(InvestmentError) {
    let chosen = point.indices.filter { point[$0] > 0.5 }
    if try search.accept(chosen) {
      raise(search)
      taken.append(rows.rows.count)
    } else {
      if let cut = try search.program.moneyCut(against: chosen) { add(cut) }
    }
    settled += 1
    rows.forbid(chosen)
    // Either the rows know too little of the money, or there is nothing to choose by.
    if settled > 2000 { isStopped = true }
  }
}
