public import Exact

/// The scores of cities that agreed to be compared with; never one city's own.
public struct PeerGroup: Sendable {
  /// Fewer cities are not shown: one could be guessed.
  public static let leastCities = 5

  private let scores: [Rational]

  /// - Parameter scores: One a city, in any order.
  public init(scores: [Rational]) {
    self.scores = scores.sorted()
  }

  public var count: Int { scores.count }

  /// The quartiles of the peers, by linear interpolation between their scores.
  ///
  /// Source: Hyndman and Fan (1996), "Sample quantiles in statistical packages", definition 7.
  /// <https://doi.org/10.2307/2684934>
  public struct Quartiles: Hashable, Sendable {
    public let first: Rational
    public let median: Rational
    public let third: Rational
  }

  /// - Returns: `nil` with fewer than five cities.
  public var quartiles: Quartiles? {
    guard count >= Self.leastCities else { return nil }
    return Quartiles(first: quantile(1), median: quantile(2), third: quantile(3))
  }

  private func quantile(_ quarter: Int) -> Rational {
    let (whole, rest) = ((count - 1) * quarter).quotientAndRemainder(dividingBy: 4)
    guard rest > 0 else { return scores[whole] }
    let step = scores[whole + 1] - scores[whole]
    return scores[whole] + step * Rational(rest) / Rational(4)
  }
}
