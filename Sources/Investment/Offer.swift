import BigInt
import Exact

/// An action with the year it would start in, and all that follows from it.
struct Offer: Sendable {
  let action: Int
  let start: Int
  /// Its spending in every year of the plan, in the minor unit and that year's prices.
  let spending: [Int64]
  let staff: [Int64]
  let total: Int64
  /// The most each source may pay, rounded down; `nil` where there is no ceiling, 0 where the
  /// source may not pay at all.
  let ceilings: [Int64?]
  /// The least the city pays itself, rounded up.
  let ownMinimum: Int64
  /// What it adds to the plan's value.
  var worth: Int64
}

extension InvestmentPlan {
  /// Every start that the windows and what was fixed allow, in order of actions and years.
  ///
  /// - Throws: ``InvestmentError/tooLarge`` when sums could exceed 2^53.
  func offers(worths: [Int64]? = nil) throws(InvestmentError) -> [Offer] {
    var offers: [Offer] = []
    let values: [Int64]
    if let worths { values = worths } else { values = try pointValues() }
    for action in actions.indices {
      for start in startYears(of: action) {
        let value = values[action].multipliedReportingOverflow(by: discountFactor(start))
        guard !value.overflow else { throw .tooLarge }
        offers.append(offer(action, start, worth: value.partialValue))
      }
    }
    try checkSize(offers)
    return offers
  }

  func startYears(of action: Int) -> [Int] {
    let window = actions[action]
    let last = min(window.latestFinish, years - 1) - window.duration + 1
    guard window.earliestStart <= last else { return [] }
    var starts = Array(max(0, window.earliestStart)...max(0, last))
    if last < 0 { return [] }
    for fixed in fixed where fixed.action == action {
      switch fixed.demand {
      case .chosen: break
      case .left: return []
      case .start(let year): starts.removeAll { $0 != year }
      }
    }
    return starts
  }

  /// 10,000 times what is left of the value after so many years, rounded half to even.
  func discountFactor(_ year: Int) -> Int64 {
    var factor = Rational(10_000)
    for _ in 0..<year { factor = factor * (.one - discount) }
    return factor.roundedHalfEven
  }

  func offer(_ action: Int, _ start: Int, worth: Int64) -> Offer {
    let data = actions[action]
    var spending = [Int64](repeating: 0, count: years)
    var staff = spending
    for year in data.cost.indices {
      spending[start + year] = indexed(data.cost[year], to: start + year)
      staff[start + year] = data.staff[year]
    }
    let total = spending.reduce(0, +)
    let ceilings = sources.indices.map { source -> Int64? in
      guard let eligible = data.eligible[source] else { return 0 }
      guard let rate = sources[source].rate else { return nil }
      return Int64((rate * eligible * Rational(total)).floor)
    }
    return Offer(
      action: action, start: start, spending: spending, staff: staff, total: total,
      ceilings: ceilings, ownMinimum: Int64((data.ownMinimum * Rational(total)).ceiling),
      worth: worth)
  }

  /// An amount at the prices of a year, rounded half to even.
  func indexed(_ amount: Int64, to year: Int) -> Int64 {
    guard !indexation.isZero, year > 0 else { return amount }
    var value = Rational(amount)
    for _ in 0..<year { value = value * (.one + indexation) }
    return value.roundedHalfEven
  }

  /// Each action's value at the points of its scores and weights, before discounting.
  func pointValues() throws(InvestmentError) -> [Int64] {
    var values: [Int64] = []
    let allVotes = actions.reduce(Int64(0)) { $0 + ($1.votes ?? 0) }
    for action in actions {
      var value: Int64 = 0
      for (weight, score) in zip(weights, action.value) {
        let part = weight.point.multipliedReportingOverflow(by: score.point)
        let sum = value.addingReportingOverflow(part.partialValue)
        guard !part.overflow, !sum.overflow else { throw .tooLarge }
        value = sum.partialValue
      }
      if let votesWeight, allVotes > 0 {
        let share = Rational(
          BigInt(votesWeight) * BigInt(action.votes ?? 0), over: BigInt(allVotes))
        value += share.roundedHalfEven
      }
      values.append(value)
    }
    return values
  }

  private func checkSize(_ offers: [Offer]) throws(InvestmentError) {
    let limit = Int64(1) << 53
    var (cost, staff, worth) = (Int64(0), Int64(0), Int64(0))
    for offer in offers {
      for (sum, part) in [
        (cost, offer.total), (worth, offer.worth), (staff, offer.staff.max() ?? 0),
      ]
      where part.magnitude >= limit || sum.magnitude >= limit { throw .tooLarge }
      cost += offer.total
      worth += Int64(offer.worth.magnitude)
      staff += offer.staff.reduce(0, +)
    }
    guard max(cost, staff, worth) < limit else { throw .tooLarge }
  }
}

extension Rational {
  /// The nearest integer, of two equally near the even one. The value fits 64 bits, which is the
  /// caller's duty.
  var roundedHalfEven: Int64 {
    let lower = floor
    let rest = self - Rational(lower)
    let half = Rational(1, over: 2)
    if rest < half { return Int64(lower) }
    if rest > half { return Int64(lower) + 1 }
    return Int64(lower.isMultiple(of: 2) ? lower : lower + 1)
  }
}

extension BigInt {
  fileprivate func isMultiple(of divisor: BigInt) -> Bool { (self % divisor).isZero }
}
