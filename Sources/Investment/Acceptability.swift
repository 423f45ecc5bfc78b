import Exact

/// How often each action is in the best plan when weights and scores are drawn by chance.
public struct Acceptability: Sendable {
  public let samples: Int
  /// For each action the samples whose best plan has it.
  public let counts: [Int]
  /// The largest and the mean gap to which the samples' plans are proved.
  public let largestGap: Double
  public let meanGap: Double

  public func share(of action: Int) -> Double { Double(counts[action]) / Double(max(1, samples)) }
}

extension InvestmentPlan {
  /// Draws weights and scores and finds the best plan for each draw.
  ///
  /// Sample *k* depends on the seed and *k* alone.
  ///
  /// - Parameters:
  ///   - samples: How many draws; fewer when the time is up.
  ///   - settings: The gap and time of one search, and the seed.
  ///   - seconds: For all of them.
  ///   - plan: One that is known to keep the rules.
  ///
  /// Source: Lahdelma, Salminen (2001), "SMAA-2". <https://doi.org/10.1287/opre.49.3.444.11220>
  public func acceptability(
    _ samples: Int, _ uncertainty: Uncertainty, _ settings: InvestmentSettings, seconds: Double,
    given plan: Portfolio? = nil, control: SearchControl
  ) throws(InvestmentError) -> Acceptability? {
    let started = control.elapsed()
    var counts = [Int](repeating: 0, count: actions.count)
    var plans = [plan].compactMap { $0 }
    var (done, largest, sum) = (0, 0.0, 0.0)
    var basis: SampleBasis?
    for sample in 0..<samples {
      let left = seconds - (control.elapsed() - started)
      if left <= 0 || control.shouldStop() { break }
      var drawn = self
      drawn.draw(uncertainty, seed: settings.seed &+ UInt64(sample) &* 0x9E37_79B9)
      var each = settings
      // What is proved early spares the samples to come.
      let share = left / Double(samples - sample)
      each.time = min(settings.time, max(0.05, share, min(10 * share, left / 12)))
      let quiet = SearchControl(elapsed: control.elapsed, shouldStop: control.shouldStop)
      var search = try InvestmentSearch(drawn, each, quiet)
      search.hints = plans
      let result: InvestmentResult
      if var known = basis.take() {
        result = try search.resume(&known)
        basis = known
      } else {
        result = try search.run()
        basis = SampleBasis(search.program)
        basis?.remember(search)
      }
      if result.status == .infeasible { return nil }
      guard let portfolio = result.portfolio else { continue }
      for (action, start) in portfolio.starts.enumerated() where start != nil {
        counts[action] += 1
      }
      done += 1
      if !plans.contains(portfolio) { plans.append(portfolio) }
      largest = max(largest, result.gap ?? .infinity)
      sum += result.gap ?? .infinity
      control.report(nil, Double(done))
    }
    return Acceptability(
      samples: done, counts: counts, largestGap: largest, meanGap: sum / Double(max(1, done)))
  }

  /// Replaces weights and scores by a draw.
  mutating func draw(_ uncertainty: Uncertainty, seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    _ = random.next()
    weights = drawnWeights(uncertainty, &random)
    for action in actions.indices {
      actions[action].value = actions[action].value.map { score in
        Score(Self.drawn(score, uncertainty.scoresSpread, &random))
      }
    }
  }

  private func drawnWeights(
    _ uncertainty: Uncertainty, _ random: inout SeededGenerator
  ) -> [Weight] {
    if uncertainty.weights == .near {
      return weights.map { Weight(max(0, Self.drawn($0, uncertainty.weightsSpread, &random))) }
    }
    // Gaps between sorted points of the unit interval are uniform on the simplex.
    let cuts = (0..<max(0, weights.count - 1)).map { _ in Self.unit(&random) }.sorted()
    var parts = zip([0] + cuts, cuts + [1]).map { $1 - $0 }
    if uncertainty.weights == .order {
      let order = weights.indices.sorted { weights[$0].point > weights[$1].point }
      let falling = parts.sorted(by: >)
      for (place, index) in order.enumerated() { parts[index] = falling[place] }
    }
    let total = Double(weights.reduce(0) { $0 + $1.point })
    // Four more digits than the weights have; the sum of all values stays exact.
    return parts.map { Weight(Int64(($0 * total * 1000).rounded())) }
  }

  private static func drawn(
    _ score: Score, _ spread: Double, _ random: inout SeededGenerator
  ) -> Int64 {
    let point = unit(&random)
    let (low, high) =
      score.low < score.high
      ? (Double(score.low), Double(score.high))
      : (
        Double(score.point) - spread * Double(score.point.magnitude),
        Double(score.point) + spread * Double(score.point.magnitude)
      )
    return Int64((low + point * (high - low)).rounded())
  }

  private static func unit(_ random: inout SeededGenerator) -> Double {
    Double(random.next() >> 11) / Double(UInt64(1) << 53)
  }
}
