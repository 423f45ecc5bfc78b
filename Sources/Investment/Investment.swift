/// How far a search goes.
public struct InvestmentSettings: Hashable, Sendable {
  /// Stops when (bound - value) / value is no more; 0 asks for a proof.
  public var gap: Double
  /// Seconds of the whole search.
  public var time: Double
  public var threads: Int
  public var seed: UInt64

  public init(gap: Double = 0, time: Double = 60, threads: Int = 1, seed: UInt64 = 1) {
    (self.gap, self.time, self.threads, self.seed) = (gap, time, threads, seed)
  }
}

/// The best answer found, and how good any answer could be.
public struct InvestmentResult: Sendable {
  public enum Status: String, Hashable, Sendable {
    /// Proved: no choice is worth more.
    case optimal
    /// As near to the bound as was asked for.
    case feasible
    case infeasible
    /// Time, or a wish, ended the search.
    case limit
  }

  public var status: Status
  public var portfolio: Portfolio?
  public var value: Int64?
  /// No choice is worth more.
  public var bound: Int64?
  /// Nodes of the search tree.
  public var nodes: Int64

  /// (bound - value) / value; `nil` without both.
  public var gap: Double? {
    guard let value, let bound else { return nil }
    if bound <= value { return 0 }
    return value > 0 ? Double(bound - value) / Double(value) : nil
  }
}

extension InvestmentPlan {
  /// Chooses and schedules actions so that their value is largest.
  ///
  /// - Parameters:
  ///   - settings: When to stop.
  ///   - control: Time, the wish to stop, and who is told.
  /// - Returns: The best choice found; every rule was checked again, exactly.
  public func optimum(
    _ settings: InvestmentSettings, control: SearchControl
  ) throws(InvestmentError) -> InvestmentResult {
    var search = try InvestmentSearch(self, settings, control)
    return try search.run()
  }
}
