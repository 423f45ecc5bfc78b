public import Exact

/// Where money comes from: the city itself, a fund, a loan.
public struct BudgetSource: Sendable {
  public let id: ID<BudgetSource>
  /// The share of an action's eligible cost that it may pay; `nil` for the city's own money, which
  /// has no such ceiling.
  public var rate: Rational?
  public var isLoan: Bool
  /// Years from the spending to the payment; the city bridges them from its own money.
  public var lagYears: Int
  /// The limit for the spending of each year, in the minor unit.
  public var budget: [Int64]

  public init(id: ID<BudgetSource>, rate: Rational?, budget: [Int64]) {
    self.id = id
    self.rate = rate
    self.budget = budget
    isLoan = false
    lagYears = 0
  }
}
