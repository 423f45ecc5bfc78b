/// PROMETHEE I and II: how strongly an alternative is preferred to the others, and they to it.
///
/// Flows are means over the other alternatives. For all functions but the Gaussian they come from
/// sorted scores and running sums instead of pairs.
///
/// Source: Brans, Vincke (1985), <https://doi.org/10.1287/mnsc.31.6.647>; Calders, Van Assche
/// (2018), "PROMETHEE is not quadratic", <https://doi.org/10.1016/j.omega.2017.05.002>.
public struct PreferenceFlows: Sendable {
  /// φ⁺ and φ⁻ of each alternative, from 0 to 1.
  public let plus: [Double]
  public let minus: [Double]
  /// φ⁺ − φ⁻.
  public let net: [Double]
  /// The net flow that each criterion would give alone, by criterion; sums with the weights to net.
  public let single: [[Double]]

  /// - Parameters:
  ///   - columns: More is better; by criterion, then alternative.
  ///   - functions: Usable ones, for each criterion.
  ///   - weights: Summing to 1.
  /// - Complexity: O(criteria · *n* log *n*), with a Gaussian function O(*n*²) for its criterion.
  public init(
    _ columns: [[Double]], functions: [PreferenceFunction], weights: [Double],
    shouldStop: () -> Bool = { false }
  ) throws(RankingError) {
    let count = columns.first?.count ?? 0
    var plus = [Double](repeating: 0, count: count)
    var minus = plus
    var single: [[Double]] = []
    single.reserveCapacity(columns.count)
    let share = count > 1 ? 1 / Double(count - 1) : 0
    for (j, column) in columns.enumerated() {
      if shouldStop() { throw .stopped }
      let order = AscendingOrder(column)
      var flows = SortedFlows(order, functions[j])
      if case .gaussian = functions[j] { try flows.addPairs(functions[j], shouldStop) }
      var net = [Double](repeating: 0, count: count)
      let weight = weights[j] * share
      for (k, place) in order.positions.enumerated() {
        let i = Int(place)
        plus[i] += weight * flows.above[k]
        minus[i] += weight * flows.below[k]
        net[i] = share * (flows.above[k] - flows.below[k])
      }
      single.append(net)
    }
    self.plus = plus
    self.minus = minus
    self.single = single
    net = zip(plus, minus).map { $0 - $1 }
  }

  /// How two alternatives stand in PROMETHEE I.
  public enum Relation: String, Hashable, Sendable {
    case preferred = "P"
    case notPreferred = "P-"
    case indifferent = "I"
    case incomparable = "R"
  }

  public func relation(_ first: Int, _ second: Int) -> Relation {
    func sign(_ difference: Double) -> Int {
      difference.magnitude <= Ranks.epsilon ? 0 : difference > 0 ? 1 : -1
    }
    let enters = sign(plus[first] - plus[second])
    let leaves = sign(minus[second] - minus[first])
    if enters == 0, leaves == 0 { return .indifferent }
    if enters >= 0, leaves >= 0 { return .preferred }
    return enters <= 0 && leaves <= 0 ? .notPreferred : .incomparable
  }
}
