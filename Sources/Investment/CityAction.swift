public import Exact

/// Something a city may do once, starting in one of several years.
public struct CityAction: Sendable {
  public let id: ID<CityAction>
  /// Cost in the minor unit for each year of its duration, at the prices of the first year.
  public var cost: [Int64]
  /// Staff for each year of its duration, in thousandths.
  public var staff: [Int64]
  /// Which objective it counts for in the coverage.
  public var objective: Int?
  public var district: Int?
  /// For each source of the plan the share of the cost that is eligible, `nil` where it may not pay.
  public var eligible: [Rational?]
  /// What it contributes to each objective, in units of 10^-`InvestmentPlan.valueDigits`.
  public var value: [Score]
  public var earliestStart: Int
  /// The last year it may still be running.
  public var latestFinish: Int
  /// The least share of its cost that the city pays itself.
  public var ownMinimum: Rational
  public var votes: Int64?

  public init(id: ID<CityAction>, cost: [Int64], staff: [Int64], value: [Score], sources: Int) {
    precondition(!cost.isEmpty && cost.count == staff.count, "a duration is a year at least")
    self.id = id
    self.cost = cost
    self.staff = staff
    self.value = value
    eligible = [Rational?](repeating: .one, count: sources)
    earliestStart = 0
    latestFinish = Int.max
    ownMinimum = .zero
  }

  public var duration: Int { cost.count }
}

/// A score between two ends; a point when they are equal.
public struct Score: Hashable, Sendable {
  public let low: Int64
  /// What the plan is judged by where no other is sampled.
  public let point: Int64
  public let high: Int64

  public init(_ low: Int64, _ point: Int64, _ high: Int64) {
    precondition(low <= point && point <= high, "an interval runs upwards")
    (self.low, self.point, self.high) = (low, point, high)
  }

  public init(_ point: Int64) {
    self.init(point, point, point)
  }
}
