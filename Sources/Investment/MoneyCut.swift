extension InvestmentProgram {
  /// A row of starts that a choice which cannot be paid breaks: at the prices of money that the
  /// lack of it makes, the choice costs more than all there is.
  ///
  /// Source: Benders (1962), "Partitioning procedures for solving mixed-variables programming
  /// problems". <https://doi.org/10.1007/BF01386316>
  func moneyCut(against chosen: [Int]) throws(InvestmentError) -> AggregateRow? {
    var elastic = InvestmentProgram(plan, offers: chosen.map { offers[$0] })
    for index in chosen.indices { elastic.fix(index, to: 1) }
    _ = elastic.loosen()
    let solver = try Solver(elastic.program, relaxed: true)
    guard solver.run().status == .optimal else { return nil }
    let duals = solver.solution().prices
    var price = plan.sources.map { _ in [Double](repeating: 0, count: plan.years) }
    var limit = 0.0
    for (row, dual) in zip(elastic.program.rows, duals) {
      guard case .budget(let source, let year) = row.rule else { continue }
      price[source][year] = max(0, dual)
      limit += max(0, dual) * scaled(plan.sources[source].budget[year])
    }
    let row = AggregateRow(use: offers.map { leastCost(of: $0, at: price) }, limit: limit)
    let cost = chosen.reduce(0.0) { $0 + row.use[$1] }
    return cost > limit + 1e-6 * max(1, limit) ? row : nil
  }

  /// A lower bound of what an offer costs at these prices under the ceilings of its sources: by the
  /// dual, one source's surcharge after another.
  private func leastCost(of offer: Offer, at price: [[Double]]) -> Double {
    let sources = plan.sources.indices.filter { offer.ceilings[$0] != 0 }
    let years = (0..<plan.years).filter { offer.spending[$0] > 0 }
    var surcharge = [Double](repeating: 0, count: plan.sources.count)
    func bound() -> Double {
      var sum = 0.0
      for year in years {
        let least = sources.map { price[$0][year] + surcharge[$0] }.min() ?? 0
        sum += scaled(offer.spending[year]) * least
      }
      for source in sources {
        sum -= surcharge[source] * (offer.ceilings[source].map { scaled($0) } ?? 0)
      }
      return sum
    }
    var best = bound()
    for _ in 0..<2 {
      for source in sources where offer.ceilings[source] != nil {
        let kept = surcharge[source]
        var choice = kept
        for other in sources where other != source {
          for year in years {
            let candidate = price[other][year] + surcharge[other] - price[source][year]
            guard candidate > 0 else { continue }
            surcharge[source] = candidate
            let value = bound()
            if value > best + 1e-12 { (best, choice) = (value, candidate) }
          }
        }
        surcharge[source] = choice
      }
    }
    return max(0, best)
  }
}
