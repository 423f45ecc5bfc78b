public import Exact
import BigInt

/// The plans that no other plan beats under all plausible weights and scores.
///
/// Source: Liesiö, Mild, Salo (2007), "Preference programming for robust portfolio modeling and
/// project selection". <https://doi.org/10.1016/j.ejor.2005.12.041>
public struct RobustPortfolios: Sendable {
  /// Each a set of items, in order.
  public let portfolios: [[Int]]
  private let items: Int

  /// - Parameters:
  ///   - low: The lowest score of each item for each criterion.
  ///   - high: The highest.
  ///   - feasible: All the choices that keep the rules, as sets of items.
  ///   - weights: The corners of the plausible weights.
  /// - Complexity: O(*f*² · *w*) for *f* feasible choices.
  public init(low: [[Int64]], high: [[Int64]], feasible: [[Int]], weights: [[Rational]]) {
    items = low.count
    let scale = weights.flatMap { $0 }.reduce(BigInt(1)) { least, weight in
      least * weight.denominator / least.greatestCommonDivisor(with: weight.denominator)
    }
    let whole = weights.map { corner in
      corner.map { Int64(clamping: $0.numerator * (scale / $0.denominator)) }
    }
    func totals(_ scores: [[Int64]]) -> [[Int64]] {
      whole.map { corner in
        scores.map { item in zip(corner, item).reduce(Int64(0)) { $0 + $1.0 * $1.1 } }
      }
    }
    let order = Order(low: totals(low), high: totals(high), items: items)
    let masks = feasible.map { order.mask($0) }
    var kept: [Int] = []
    for candidate in masks.indices {
      if kept.contains(where: { order.dominates(masks[$0], masks[candidate]) }) { continue }
      kept.removeAll { order.dominates(masks[candidate], masks[$0]) }
      kept.append(candidate)
    }
    portfolios = kept.map { feasible[$0].sorted() }
  }

  /// The share of the portfolios that hold an item: 1 core, 0 exterior, between borderline.
  public func coreIndex(of item: Int) -> Rational {
    guard !portfolios.isEmpty else { return .zero }
    return Rational(
      BigInt(portfolios.count { $0.contains(item) }), over: BigInt(portfolios.count))
  }

  private struct Order {
    let low: [[Int64]]
    let high: [[Int64]]
    let items: Int

    func mask(_ portfolio: [Int]) -> [Bool] {
      var mask = [Bool](repeating: false, count: items)
      for item in portfolio { mask[item] = true }
      return mask
    }

    /// Whether the first is worth no less whatever the weights and scores, and more for some.
    func dominates(_ first: [Bool], _ second: [Bool]) -> Bool {
      var isStrict = false
      for corner in low.indices {
        var (least, most) = (Int64(0), Int64(0))
        for item in 0..<items where first[item] != second[item] {
          least += first[item] ? low[corner][item] : -high[corner][item]
          most += first[item] ? high[corner][item] : -low[corner][item]
        }
        if least < 0 { return false }
        if most > 0 { isStrict = true }
      }
      return isStrict
    }
  }
}

extension InvestmentPlan {
  /// The plans that no other beats, by going through all choices of starts.
  ///
  /// - Returns: `nil` when there are more than `limit` choices to go through.
  public func robustPortfolios(
    _ uncertainty: Uncertainty, limit: Int = 5000
  ) throws(InvestmentError) -> (portfolios: [[Int?]], coreIndex: [Rational])? {
    let offers = try offers()
    var feasible: [[Int]] = []
    guard try collect(offers, limit: limit, into: &feasible) else { return nil }
    guard let corners = weightCorners(uncertainty) else { return nil }
    func scores(_ end: (Score) -> Int64) -> [[Int64]] {
      offers.map { offer in
        actions[offer.action].value.map { end($0) * discountFactor(offer.start) }
      }
    }
    let robust = RobustPortfolios(
      low: scores { Self.end($0, uncertainty.scoresSpread, low: true) },
      high: scores { Self.end($0, uncertainty.scoresSpread, low: false) }, feasible: feasible,
      weights: corners)
    let plans = robust.portfolios.map { portfolio in
      var starts = [Int?](repeating: nil, count: actions.count)
      for offer in portfolio { starts[offers[offer].action] = offers[offer].start }
      return starts
    }
    let index = actions.indices.map { action in
      Rational(
        BigInt(plans.count { $0[action] != nil }), over: BigInt(max(1, plans.count)))
    }
    return (plans, index)
  }

  private static func end(_ score: Score, _ spread: Double, low: Bool) -> Int64 {
    if score.low < score.high { return low ? score.low : score.high }
    let room = Int64((Double(score.point.magnitude) * spread).rounded())
    return score.point + (low ? -room : room)
  }

  /// All choices that keep the rules. Returns false when there are too many to go through.
  private func collect(
    _ offers: [Offer], limit: Int, into feasible: inout [[Int]]
  ) throws(InvestmentError) -> Bool {
    let program = InvestmentProgram(self, offers: offers)
    var choices = 1
    for own in program.offersOf {
      choices *= own.count + 1
      if choices > limit { return false }
    }
    for choice in 0..<choices {
      var (rest, chosen) = (choice, [Int]())
      for own in program.offersOf {
        let pick = rest % (own.count + 1)
        rest /= own.count + 1
        if pick > 0 { chosen.append(own[pick - 1]) }
      }
      if try keepsRules(chosen.map { offers[$0] }) { feasible.append(chosen) }
    }
    return true
  }

  func keepsRules(_ chosen: [Offer]) throws(InvestmentError) -> Bool {
    var starts = [Int?](repeating: nil, count: actions.count)
    for offer in chosen { starts[offer.action] = offer.start }
    let unpaid = breaches(in: Portfolio(starts: starts, funding: []))
    guard unpaid.allSatisfy({ $0.rule.isAboutPaying }) else { return false }
    return try FundingAllocation(plan: self, chosen: chosen).lines() != nil
  }

  /// The corners of the plausible weights; `nil` when there are more than a thousand.
  private func weightCorners(_ uncertainty: Uncertainty) -> [[Rational]]? {
    let count = weights.count
    switch uncertainty.weights {
    case .free:
      return (0..<count).map { corner in (0..<count).map { $0 == corner ? .one : .zero } }
    case .order:
      let order = weights.indices.sorted { weights[$0].point > weights[$1].point }
      return (1...count).map { size in
        var corner = [Rational](repeating: .zero, count: count)
        for index in order.prefix(size) { corner[index] = Rational(1, over: BigInt(size)) }
        return corner
      }
    case .near:
      guard count <= 10 else { return nil }
      return (0..<(1 << count)).map { mask in
        weights.indices.map { index in
          Rational(
            Self.end(weights[index], uncertainty.weightsSpread, low: mask >> index & 1 == 0))
        }
      }
    }
  }
}

extension InvestmentRule {
  /// Rules that only payments can keep.
  fileprivate var isAboutPaying: Bool {
    switch self {
    case .paidInFull, .ownMinimum: true
    default: false
    }
  }
}
