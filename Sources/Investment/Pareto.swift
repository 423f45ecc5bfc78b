/// What a plan may be judged by beside its value.
public enum Aim: Hashable, Sendable {
  case value
  /// Spending of all years: the less the better.
  case cost
  /// Staff of all years, in thousandths: the less the better.
  case staff
  case votes
  /// The value in one objective, unweighted.
  case objective(Int)

  var isLessBetter: Bool { self == .cost || self == .staff }
}

/// A plan that no other beats in every aim.
public struct ParetoPoint: Sendable {
  /// For each aim, exactly.
  public let measures: [Int64]
  public let result: InvestmentResult
}

extension InvestmentPlan {
  /// Plans between the best in one aim and the best in the others.
  ///
  /// - Parameters:
  ///   - aims: Two or three.
  ///   - steps: Into how many the range of every aim but the first is cut.
  ///   - seconds: For all searches together.
  ///
  /// Source: Mavrotas, Florios (2013), "An improved version of the augmented ε-constraint method
  /// (AUGMECON2)". <https://doi.org/10.1016/j.amc.2013.03.002>
  public func paretoFront(
    _ aims: [Aim], steps: Int, _ settings: InvestmentSettings, seconds: Double,
    control: SearchControl
  ) throws(InvestmentError) -> [ParetoPoint] {
    precondition((2...3).contains(aims.count) && steps > 0, "two or three aims, one step at least")
    var front = try ParetoSearch(self, aims, settings, seconds, control)
    return try front.run(steps: steps)
  }
}

private struct ParetoSearch {
  let plan: InvestmentPlan
  let aims: [Aim]
  let settings: InvestmentSettings
  let control: SearchControl
  let deadline: Double
  /// For each aim what each offer adds; more is better.
  let gains: [[Int64]]
  let offers: [Offer]
  var points: [ParetoPoint] = []

  init(
    _ plan: InvestmentPlan, _ aims: [Aim], _ settings: InvestmentSettings, _ seconds: Double,
    _ control: SearchControl
  ) throws(InvestmentError) {
    (self.plan, self.aims, self.settings, self.control) = (plan, aims, settings, control)
    deadline = control.elapsed() + seconds
    let offers = try plan.offers()
    self.offers = offers
    gains = aims.map { aim in offers.map { plan.gain(of: $0, in: aim) } }
  }

  mutating func run(steps: Int) throws(InvestmentError) -> [ParetoPoint] {
    // The corners: each aim alone, the others as they come with a small weight.
    var corners: [[Int64]] = []
    let searches = aims.count + Int(pow(steps + 1, aims.count - 1))
    for aim in aims.indices {
      guard let point = try solve(first: aim, least: [:], share: searches) else { return [] }
      corners.append(point)
    }
    let low = aims.indices.map { aim in corners.map { $0[aim] }.min() ?? 0 }
    let high = aims.indices.map { aim in corners.map { $0[aim] }.max() ?? 0 }
    var left = searches - aims.count
    for step in 0..<pow(steps + 1, aims.count - 1) {
      var (rest, least) = (step, [Int: Int64]())
      for aim in 1..<aims.count {
        let range = high[aim] - low[aim]
        least[aim] = low[aim] + range / Int64(steps) * Int64(rest % (steps + 1))
        rest /= steps + 1
      }
      _ = try solve(first: 0, least: least, share: left)
      left -= 1
    }
    return efficient
  }

  private func pow(_ base: Int, _ power: Int) -> Int {
    (0..<power).reduce(1) { value, _ in value * base }
  }

  /// Maximises one aim with floors under others and adds the point.
  private mutating func solve(
    first: Int, least: [Int: Int64], share: Int
  ) throws(InvestmentError) -> [Int64]? {
    let time = (deadline - control.elapsed()) / Double(max(1, share))
    guard time > 0.01, !control.shouldStop() else { return nil }
    var each = settings
    each.time = time
    let sides = least.sorted { $0.key < $1.key }.map { aim, floor in
      AggregateRow(
        use: gains[aim].map { -Double($0) }, limit: -Double(floor), rule: .implied)
    }
    let quiet = SearchControl(elapsed: control.elapsed, shouldStop: control.shouldStop)
    var search = try InvestmentSearch(plan, each, quiet, worths: worths(first), sides: sides)
    let result = try search.run()
    guard let portfolio = result.portfolio else { return nil }
    let chosen = offers.indices.filter { portfolio.starts[offers[$0].action] == offers[$0].start }
    let measures = gains.map { gain in chosen.reduce(Int64(0)) { $0 + gain[$1] } }
    points.append(ParetoPoint(measures: measures, result: result))
    return measures
  }

  /// A thousand times the first aim, and of the others so much that they decide between equals.
  private func worths(_ first: Int) -> [Int64] {
    let spread = gains.map { gain in gain.reduce(0.0) { $0 + Double($1.magnitude) } }
    let factor = spread[first] < 1e11 ? 1000.0 : 1
    return offers.indices.map { offer in
      var worth = Double(gains[first][offer]) * factor
      for aim in aims.indices where aim != first && spread[aim] > 0 {
        worth += Double(gains[aim][offer]) / spread[aim] * spread[first] * factor * 1e-5
      }
      return Int64(worth.rounded())
    }
  }

  /// What no other point beats, with the measures as the aims count them, best first.
  private var efficient: [ParetoPoint] {
    var kept: [ParetoPoint] = []
    for (index, point) in points.enumerated() {
      let isBeaten = points.enumerated().contains { other, rival in
        other != index && zip(rival.measures, point.measures).allSatisfy { $0 >= $1 }
          && (rival.measures != point.measures || other < index)
      }
      if !isBeaten { kept.append(point) }
    }
    kept.sort { $0.measures.lexicographicallyPrecedes($1.measures) }
    return kept.reversed().map { point in
      let measures = zip(aims, point.measures).map { $0.isLessBetter ? -$1 : $1 }
      return ParetoPoint(measures: measures, result: point.result)
    }
  }
}

extension InvestmentPlan {
  fileprivate func gain(of offer: Offer, in aim: Aim) -> Int64 {
    switch aim {
    case .value: offer.worth
    case .cost: -offer.total
    case .staff: -offer.staff.reduce(0, +)
    case .votes: actions[offer.action].votes ?? 0
    case .objective(let index):
      actions[offer.action].value[index].point * discountFactor(offer.start)
    }
  }
}
