/// The best-worst method's nonlinear model: the least ξ with |w_B/w_j − a_Bj| ≤ ξ and
/// |w_j/w_W − a_jW| ≤ ξ, and how far weights may move at that ξ, for they are not unique.
///
/// With r = w_B/w_W each other ratio w_j/w_W has bounds that depend on r alone, so r's interval
/// decides what is feasible, and every weight is extreme at one of a few values of r.
///
/// Source: Rezaei (2015), "Best-worst multi-criteria decision-making method",
/// <https://doi.org/10.1016/j.omega.2014.11.009>; Liang, Brunelli, Rezaei (2020), "Consistency
/// issues in the best worst method", <https://doi.org/10.1016/j.omega.2019.102175>.
public struct NonlinearBestWorst: Sendable {
  public let xi: Double
  /// The least and the largest weight of each criterion.
  public let intervals: [ClosedRange<Double>]
  /// ξ over the consistency index; `nil` above 9, where its table ends, and between its entries.
  public let consistencyRatio: Double?
  /// max |a_Bj·a_jW − a_BW| / (a_BW² − a_BW): known before anything is solved.
  public let inputConsistency: Double
  /// The criterion whose comparisons contradict most; `nil` when none does.
  public let worstInput: Int?

  /// The largest possible ξ for a_BW from 1 to 9 (Rezaei 2015, table 1).
  public static let consistencyIndex = [0, 0.44, 1, 1.63, 2.3, 3, 3.73, 4.47, 5.23]

  public init(_ comparisons: BestWorstComparisons) {
    xi = Self.leastXi(comparisons)
    let system = System(comparisons, xi: xi)
    intervals = (0..<comparisons.count).map { system.interval(of: $0) }
    let whole = comparisons.bestToWorst
    if whole == whole.rounded(), whole <= 9 {
      let index = Self.consistencyIndex[Int(whole) - 1]
      consistencyRatio = index > 0 ? xi / index : 0
    } else {
      consistencyRatio = nil
    }
    let errors = (0..<comparisons.count).map { j in
      j == comparisons.best || j == comparisons.worst
        ? 0 : (comparisons.bestToOthers[j] * comparisons.othersToWorst[j] - whole).magnitude
    }
    let worst = errors.max() ?? 0
    inputConsistency = whole > 1 ? worst / (whole * whole - whole) : worst
    worstInput = worst > 0 ? errors.firstIndex(of: worst) : nil
  }

  /// The middles of the intervals, made to sum to 1.
  public var center: [Double] {
    let middles = intervals.map { $0.lowerBound / 2 + $0.upperBound / 2 }
    let sum = middles.reduce(0, +)
    return middles.map { $0 / sum }
  }

  private static func leastXi(_ comparisons: BestWorstComparisons) -> Double {
    if System(comparisons, xi: 0).range != nil { return 0 }
    var (low, high) = (0.0, comparisons.bestToOthers.max() ?? 1)
    while true {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { return high }
      if System(comparisons, xi: middle).range != nil { high = middle } else { low = middle }
    }
  }

  /// What a given ξ allows.
  private struct System {
    let comparisons: BestWorstComparisons
    let xi: Double
    /// The possible w_B/w_W.
    let range: ClosedRange<Double>?
    private let others: [Int]

    init(_ comparisons: BestWorstComparisons, xi: Double) {
      self.comparisons = comparisons
      self.xi = xi
      others = (0..<comparisons.count).filter { $0 != comparisons.best && $0 != comparisons.worst }
      var low = max(0, comparisons.bestToWorst - xi)
      var high = comparisons.bestToWorst + xi
      for j in others {
        let (first, second) = (comparisons.bestToOthers[j], comparisons.othersToWorst[j])
        low = max(low, max(0, first - xi) * max(0, second - xi))
        high = min(high, (first + xi) * (second + xi))
      }
      range = low <= high ? low...high : nil
    }

    /// The bounds of w_j/w_W when w_B/w_W is r.
    private func bounds(_ j: Int, _ r: Double) -> (low: Double, high: Double) {
      let (first, second) = (comparisons.bestToOthers[j], comparisons.othersToWorst[j])
      let low = max(r / (first + xi), second - xi, 0)
      let high = first > xi ? min(r / (first - xi), second + xi) : second + xi
      return (low, max(low, high))
    }

    /// The values of r between which every bound is a straight line.
    private var corners: [Double] {
      guard let range else { return [] }
      var corners = [range.lowerBound, range.upperBound]
      for j in others {
        let (first, second) = (comparisons.bestToOthers[j], comparisons.othersToWorst[j])
        corners.append((second - xi) * (first + xi))
        corners.append((second + xi) * (first - xi))
      }
      return corners.filter { range.contains($0) }
    }

    /// A weight is a fraction of two straight lines between corners, so extreme at one of them.
    func interval(of criterion: Int) -> ClosedRange<Double> {
      guard comparisons.count > 1 else { return 1...1 }
      var (low, high) = (1.0, 0.0)
      for r in corners {
        let least = others.filter { $0 != criterion }.reduce(0) { $0 + bounds($1, r).low }
        let most = others.filter { $0 != criterion }.reduce(0) { $0 + bounds($1, r).high }
        let own: (low: Double, high: Double)
        var rest = 0.0
        if comparisons.best == comparisons.worst {
          own = (1, 1)
        } else if criterion == comparisons.best {
          (own, rest) = ((r, r), 1)
        } else if criterion == comparisons.worst {
          (own, rest) = ((1, 1), r)
        } else {
          (own, rest) = (bounds(criterion, r), 1 + r)
        }
        low = min(low, own.low / (own.low + rest + most))
        high = max(high, own.high / (own.high + rest + least))
      }
      return low...max(low, high)
    }
  }
}
